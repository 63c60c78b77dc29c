"""Array literals of PostgreSQL."""


def array_items(literal: bytes | None) -> list[str]:
    """The texts of an array literal of PostgreSQL."""
    if not literal or literal == b"{}":
        return []
    text = literal.decode()[1:-1]
    if '"' not in text and "\\" not in text:
        return [item for item in text.split(",") if item != "NULL"]
    items, position = [], 0
    while position < len(text):
        if text[position] == '"':
            item, position = "", position + 1
            while text[position] != '"':
                position += text[position] == "\\"
                item += text[position]
                position += 1
            position += 2
        else:
            end = text.find(",", position)
            end = len(text) if end < 0 else end
            item, position = text[position:end], end + 1
            if item == "NULL":
                continue
        items.append(item)
    return items
