"""The answers, as Pydantic validates them from the mapped objects and writes them."""

from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import AliasPath, BaseModel, ConfigDict, Field

Data = TypeVar("Data")


class Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True, populate_by_name=True)


class Named(Answer):
    slug: str
    name: str


class Coded(Answer):
    code: str
    name: str


class CompanyRef(Answer):
    id: str = Field(validation_alias=AliasPath("company", "external_id"))
    name: str = Field(validation_alias=AliasPath("company", "name"))
    role: str


class PersonRef(Answer):
    id: str = Field(validation_alias="external_id")
    name: str


class Film(Answer):
    """What card and page have in common."""

    id: str = Field(validation_alias="external_id")
    title: str
    original_title: str | None
    year: int | None
    release_date: date | None
    runtime: int | None
    rating: str | None
    status: str
    poster_url: str | None
    score: float | None = Field(None, validation_alias=AliasPath("stats", "score"))
    vote_count: int = Field(0, validation_alias=AliasPath("stats", "vote_count"))
    popularity: float = Field(0, validation_alias=AliasPath("stats", "popularity"))
    genres: list[Named]


class Movie(Film):
    tagline: str | None
    overview: str | None
    kind: str
    adult: bool
    backdrop_url: str | None
    budget: int | None
    revenue: int | None
    critics_score: float | None
    imdb_rating: float | None
    rotten_tomatoes_score: int | None
    countries: list[Coded]
    languages: list[Coded]
    companies: list[CompanyRef]
    directors: list[PersonRef]
    updated_at: datetime
    # parts that only `append` fills
    credits: None = Field(None, validation_alias="no_credits")
    keywords: None = Field(None, validation_alias="no_keywords")
    scores: None = Field(None, validation_alias="no_scores")
    similar: None = Field(None, validation_alias="no_similar")
    external_ids: None = Field(None, validation_alias="no_external_ids")
    alternative_titles: None = Field(None, validation_alias="no_alternative_titles")
    trivia: None = Field(None, validation_alias="no_trivia")
    timeline: None = Field(None, validation_alias="no_timeline")


class Match(Answer):
    relevance: float
    matched_title: str | None
    movie: Film


class Pagination(BaseModel):
    page: int
    per_page: int
    total: int
    pages: int


class Envelope(BaseModel, Generic[Data]):
    success: bool = True
    data: Data
    message: str = "OK"


class Page(Envelope[list[Data]], Generic[Data]):
    pagination: Pagination
