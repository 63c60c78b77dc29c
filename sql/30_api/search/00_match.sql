-- How well a name fits what was typed, from 0 to 1: the same, then its beginning, then a part, then similar.
-- Both are in the form of iwm.normalize: no capitals, accents, punctuation or wildcards.

create or replace function iwm.without_article(_name text)
returns text
language sql immutable parallel safe
as $$
select case
    when _name ~>=~ 'the ' and _name ~<~ 'the!' and length(_name) > 4 then substr(_name, 5)
    when _name ~>=~ 'an ' and _name ~<~ 'an!' and length(_name) > 3 then substr(_name, 4)
    when _name ~>=~ 'a ' and _name ~<~ 'a!' and length(_name) > 2 then substr(_name, 3)
    else _name end
$$;
comment on function iwm.without_article is 'A normalised title without the, a, an at its beginning: the matrix -> matrix.';

create or replace function iwm.relevance(_q text, _bare_q text, _name text, _bare_name text)
returns double precision
language sql immutable parallel safe
as $$
select case
    when _name = _q then 1.0
    when _bare_name = _bare_q then 0.98
    when starts_with(_name, _q || ' ') or starts_with(_bare_name, _bare_q || ' ') then 0.90
    when starts_with(_name, _q) or starts_with(_bare_name, _bare_q) then 0.86
    when extensions.word_similarity(_q, _name) > 0.999 then 0.80 + 0.04 * extensions.similarity(_q, _name)
    else 0.55 * extensions.word_similarity(_q, _name) + 0.15 * extensions.similarity(_q, _name) end
$$;
comment on function iwm.relevance is $$
How well a name fits a query, both normalised, and both again without article

1: the same; 0.98: but for an article; 0.90: whole words at its beginning; 0.86: its beginning; 0.80–0.84: all words
somewhere; up to 0.70: similar. Inlined into the query that calls it.
$$;

create or replace function iwm.year_in_query(_q text)
returns integer
language sql immutable strict parallel safe
as $$ select substring(_q from '^.+ (18[789][0-9]|19[0-9][0-9]|20[0-9][0-9])$')::integer $$;
comment on function iwm.year_in_query is 'The year at the end of a normalised query (matrix 1999), null without one.';

create or replace function iwm.typo_threshold(_q text)
returns text
language sql immutable strict parallel safe
as $$ select case when length(_q) <= 3 then '0.7' when length(_q) = 4 then '0.6' else '0.5' end $$;
comment on function iwm.typo_threshold is
'How similar a word has to be (pg_trgm.word_similarity_threshold): a short one has few trigrams, and half of them is nothing.';

create or replace function iwm.number_in_query(_q text)
returns text[]
language sql immutable strict parallel safe
as $$
select array[
    format('\m(?:(?:part|chapter|episode|vol|volume) )?(?:%s|%s|%s)\M', n.digits, n.roman, n.word), n.digits]
from unnest(string_to_array(_q, ' ')) with ordinality as w (word, place)
join (values
    ('2', 'ii', 'two'), ('3', 'iii', 'three'), ('4', 'iv', 'four'), ('5', 'v', 'five'), ('6', 'vi', 'six'),
    ('7', 'vii', 'seven'), ('8', 'viii', 'eight'), ('9', 'ix', 'nine'), ('10', 'x', 'ten'), ('11', 'xi', 'eleven'),
    ('12', 'xii', 'twelve'), ('13', 'xiii', 'thirteen')
) as n (digits, roman, word) on w.word in (n.digits, n.roman, n.word)
order by w.place desc
limit 1
$$;
comment on function iwm.number_in_query is $$
The last number from 2 to 13 of a normalised query: the pattern of all its spellings, and its digits

part ii -> {\m(?:(?:part|chapter|episode|vol|volume) )?(?:2|ii|two)\M, 2}; null without one.
$$;
