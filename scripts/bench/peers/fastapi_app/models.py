"""The tables that the three pages read, as SQLAlchemy maps them."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    cast,
    func,
    select,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column, relationship


class Base(DeclarativeBase):
    """All tables lie in schema iwm."""

    metadata = MetaData(schema="iwm")
    type_annotation_map = {datetime: DateTime(timezone=True)}  # noqa: RUF012 - SQLAlchemy's way


class Genre(Base):
    __tablename__ = "genres"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    name: Mapped[str]


class Country(Base):
    __tablename__ = "countries"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Language(Base):
    __tablename__ = "languages"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Company(Base):
    __tablename__ = "companies"
    id: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[str]
    name: Mapped[str]
    country_code: Mapped[str | None]


movie_genres = Table(
    "movie_genres",
    Base.metadata,
    Column("movie_id", ForeignKey("iwm.movies.id"), primary_key=True),
    Column("genre_id", ForeignKey("iwm.genres.id"), primary_key=True),
    Column("position", SmallInteger),
)
movie_countries = Table(
    "movie_countries",
    Base.metadata,
    Column("movie_id", ForeignKey("iwm.movies.id"), primary_key=True),
    Column("country_code", ForeignKey("iwm.countries.code"), primary_key=True),
    Column("position", SmallInteger),
)
movie_languages = Table(
    "movie_languages",
    Base.metadata,
    Column("movie_id", ForeignKey("iwm.movies.id"), primary_key=True),
    Column("language_code", ForeignKey("iwm.languages.code"), primary_key=True),
    Column("position", SmallInteger),
)


class MovieCompany(Base):
    __tablename__ = "movie_companies"
    movie_id: Mapped[int] = mapped_column(ForeignKey("iwm.movies.id"), primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("iwm.companies.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    company: Mapped[Company] = relationship(lazy="raise")


class MovieStats(Base):
    __tablename__ = "movie_stats"
    movie_id: Mapped[int] = mapped_column(ForeignKey("iwm.movies.id"), primary_key=True)
    vote_count: Mapped[int]
    score: Mapped[Decimal | None]
    sort_popularity: Mapped[float] = mapped_column("popularity", deferred=True)
    popularity: Mapped[Decimal] = column_property(func.round(cast(sort_popularity, Numeric), 2))


class CatalogueTotal(Base):
    __tablename__ = "catalogue_totals"
    kind: Mapped[str] = mapped_column(primary_key=True)
    total: Mapped[int]


class AlternativeTitle(Base):
    __tablename__ = "alternative_titles"
    id: Mapped[int] = mapped_column(primary_key=True)
    movie_id: Mapped[int] = mapped_column(ForeignKey("iwm.movies.id"))
    title: Mapped[str]
    title_search: Mapped[str]


class ExternalId(Base):
    __tablename__ = "movie_external_ids"
    source: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    movie_id: Mapped[int] = mapped_column(ForeignKey("iwm.movies.id"))


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[str]
    name: Mapped[str]
    deleted_at: Mapped[datetime | None]


class Job(Base):
    __tablename__ = "credit_jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    department: Mapped[str]
    job: Mapped[str]


class Credit(Base):
    __tablename__ = "credits"
    id: Mapped[int] = mapped_column(primary_key=True)
    movie_id: Mapped[int] = mapped_column(ForeignKey("iwm.movies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("iwm.people.id"))
    job_id: Mapped[int] = mapped_column(ForeignKey("iwm.credit_jobs.id"))
    billing_order: Mapped[int | None]
    person: Mapped[Person] = relationship(lazy="raise")


DIRECTOR = select(Job.id).where(Job.department == "Directing", Job.job == "Director").scalar_subquery()


class Movie(Base):
    __tablename__ = "movies"
    id: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[str]
    title: Mapped[str]
    original_title: Mapped[str | None]
    tagline: Mapped[str | None]
    year: Mapped[int | None]
    release_date: Mapped[date | None]
    runtime: Mapped[int | None]
    rating: Mapped[str | None]
    overview: Mapped[str | None]
    poster_url: Mapped[str | None]
    backdrop_url: Mapped[str | None]
    budget: Mapped[int | None]
    revenue: Mapped[int | None]
    status: Mapped[str]
    kind: Mapped[str]
    adult: Mapped[bool]
    title_search: Mapped[str]
    merged_into: Mapped[int | None]
    critics_score: Mapped[Decimal | None]
    imdb_rating: Mapped[Decimal | None]
    rotten_tomatoes_score: Mapped[int | None]
    deleted_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]

    stats: Mapped[MovieStats | None] = relationship(lazy="raise", viewonly=True, uselist=False)
    genres: Mapped[list[Genre]] = relationship(
        lazy="raise", viewonly=True, secondary=movie_genres, order_by=(movie_genres.c.position, Genre.id)
    )
    countries: Mapped[list[Country]] = relationship(
        lazy="raise", viewonly=True, secondary=movie_countries, order_by=(movie_countries.c.position, Country.code)
    )
    languages: Mapped[list[Language]] = relationship(
        lazy="raise", viewonly=True, secondary=movie_languages, order_by=(movie_languages.c.position, Language.code)
    )
    companies: Mapped[list[MovieCompany]] = relationship(
        lazy="raise",
        viewonly=True,
        order_by=(MovieCompany.role.desc(), MovieCompany.position, MovieCompany.company_id),
    )
    director_credits: Mapped[list[Credit]] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin=lambda: (Credit.movie_id == Movie.id) & (Credit.job_id == DIRECTOR),
        order_by=(Credit.billing_order.nulls_last(), Credit.id),
    )

    @property
    def directors(self) -> list[Person]:
        """Who directed the film, in order."""
        return [credit.person for credit in self.director_credits if credit.person.deleted_at is None]
