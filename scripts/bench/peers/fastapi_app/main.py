"""The three pages: film, list of films, search for films."""

import os
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload

from fastapi_app import schemas
from fastapi_app.database import session
from fastapi_app.models import CatalogueTotal, Credit, ExternalId, Movie, MovieCompany, MovieStats

app = FastAPI(openapi_url=None)
Session = Annotated[AsyncSession, Depends(session)]
Number = Annotated[int, Query(ge=1, le=100_000)]
PerPage = Annotated[int, Query(ge=1, le=100)]

VISIBLE = Movie.merged_into.is_(None) & Movie.deleted_at.is_(None)

# Statements are built once: building one anew costs more than running it.
# A statement for each collection is what SQLAlchemy's documentation recommends. All in one (PEER_LOADING=joined), whose
# rows are the product of the collections, is faster where these are as small as here. Both are measured.
collection = joinedload if os.environ.get("PEER_LOADING") == "joined" else selectinload
FILM = select(Movie).options(
    joinedload(Movie.stats),
    collection(Movie.genres),
    collection(Movie.countries),
    collection(Movie.languages),
    collection(Movie.companies).joinedload(MovieCompany.company, innerjoin=True),
    collection(Movie.director_credits).joinedload(Credit.person, innerjoin=True),
)
BY_ID = FILM.where(Movie.external_id == bindparam("movie_id"), VISIBLE)
OTHER_ID = select(ExternalId.movie_id).where(ExternalId.value == bindparam("movie_id")).limit(1)
BY_OTHER_ID = FILM.where(Movie.id == OTHER_ID.scalar_subquery(), VISIBLE)

CARD = (
    load_only(
        Movie.external_id,
        Movie.title,
        Movie.original_title,
        Movie.year,
        Movie.release_date,
        Movie.runtime,
        Movie.rating,
        Movie.status,
        Movie.poster_url,
    ),
    contains_eager(Movie.stats),
    selectinload(Movie.genres),
)
LIST = (
    select(Movie)
    .join(Movie.stats)
    .options(*CARD)
    .where(VISIBLE, ~Movie.adult)
    .order_by(MovieStats.sort_popularity.desc(), MovieStats.movie_id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
TOTAL = select(CatalogueTotal.total).where(CatalogueTotal.kind == "movies")

# How well a title fits is a rule of its own: both peers ask the function that holds it.
MATCHES = func.iwm.match_movies(bindparam("q")).table_valued("movie_id", "relevance", "popularity", "matched_title")
SEARCH = (
    select(Movie, MATCHES.c.relevance, MATCHES.c.matched_title, func.count().over().label("total"))
    .join(MATCHES, MATCHES.c.movie_id == Movie.id)
    .join(Movie.stats)
    .options(*CARD)
    .order_by(MATCHES.c.relevance.desc(), MATCHES.c.popularity.desc(), MATCHES.c.movie_id)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)


@app.get("/v1/movies/{movie_id}")
async def get_movie(movie_id: str, db: Session) -> schemas.Envelope[schemas.Movie]:
    """A film by its public id, or by that of another source."""
    film = (await db.scalars(BY_ID, {"movie_id": movie_id})).unique().one_or_none()
    if film is None:
        film = (await db.scalars(BY_OTHER_ID, {"movie_id": movie_id})).unique().one_or_none()
    if film is None:
        raise HTTPException(404, f"There is no film {movie_id}")
    return schemas.Envelope(data=schemas.Movie.model_validate(film))


@app.get("/v1/movies")
async def list_movies(db: Session, page: Number = 1, per_page: PerPage = 20) -> schemas.Page[schemas.Film]:
    """Films, the most popular first."""
    total = await db.scalar(TOTAL) or 0
    films = await db.scalars(LIST, {"limit": per_page, "offset": (page - 1) * per_page})
    return _page([schemas.Film.model_validate(film) for film in films], page, per_page, total)


@app.get("/v1/search/movies")
async def search_movies(db: Session, q: str, page: Number = 1, per_page: PerPage = 20) -> schemas.Page[schemas.Match]:
    """Films whose title fits, the best first."""
    rows = (await db.execute(SEARCH, {"q": q, "limit": per_page, "offset": (page - 1) * per_page})).all()
    found = [schemas.Match(relevance=row.relevance, matched_title=row.matched_title, movie=row.Movie) for row in rows]
    return _page(found, page, per_page, rows[0].total if rows else 0)


def _page(data: list[schemas.Data], page: int, per_page: int, total: int) -> schemas.Page[schemas.Data]:
    pagination = schemas.Pagination(page=page, per_page=per_page, total=total, pages=-(-total // per_page))
    return schemas.Page(data=data, pagination=pagination)
