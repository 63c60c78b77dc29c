"""The peer on FastAPI, SQLAlchemy 2 (async) and Pydantic, over the tables of schema iwm."""
