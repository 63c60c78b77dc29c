"""Films and people made for a test, by the few lines that it needs."""

from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb


class Catalogue:
    """Writes films, people and what is between them; keys are public ids."""

    def __init__(self, conn: psycopg.Connection) -> None:
        self.conn = conn

    def movie(
        self,
        key: str,
        title: str | None = None,
        votes: tuple[int, float] = (0, 0),
        genres: tuple[str, ...] = (),
        **columns: Any,
    ) -> int:
        """A film with `votes` = (count, sum) and genres by slug; returns its internal id."""
        values = {"external_id": key, "title": title or key, **columns}
        if "release_date" in columns and "year" not in columns:
            values["year"] = int(columns["release_date"][:4])
        values = {name: Jsonb(v) if isinstance(v, list | dict) else v for name, v in values.items()}
        movie_id = self._insert("movies", values)
        self.conn.execute(
            "insert into iwm.movie_stats (movie_id, vote_count, vote_sum) values (%s, %s, %s)", [movie_id, *votes]
        )
        for position, slug in enumerate(genres):
            self.conn.execute(
                "insert into iwm.genres (slug, name) values (%s, initcap(%s)) on conflict do nothing", [slug, slug]
            )
            self.conn.execute(
                "insert into iwm.movie_genres select %s, id, %s from iwm.genres where slug = %s",
                [movie_id, position, slug],
            )
        return movie_id

    def person(self, key: str, name: str, popularity: float = 0, **columns: Any) -> int:
        """A person; returns the internal id."""
        person_id = self._insert("people", {"external_id": key, "name": name, **columns})
        self.conn.execute(
            "insert into iwm.person_stats (person_id, popularity) values (%s, %s)", [person_id, popularity]
        )
        return person_id

    def credit(
        self, movie: str, person: str, job: str = "Actor", character: str | None = None, order: int | None = None
    ) -> None:
        """What a person did in a film."""
        self.conn.execute(
            "insert into iwm.credits (movie_id, person_id, job_id, character, billing_order) values ("
            "(select id from iwm.movies where external_id = %s), (select id from iwm.people where external_id = %s),"
            "(select id from iwm.credit_jobs where job = %s), %s, %s)",
            [movie, person, job, character, order],
        )

    def keyword(self, movie: str, *slugs: str) -> None:
        """Gives a film keywords."""
        for slug in slugs:
            self.conn.execute(
                "insert into iwm.keywords (slug, name) values (%s, %s) on conflict do nothing", [slug, slug]
            )
            self.conn.execute(
                "insert into iwm.movie_keywords select m.id, k.id from iwm.movies as m, iwm.keywords as k"
                " where m.external_id = %s and k.slug = %s",
                [movie, slug],
            )

    def company(self, movie: str, key: str, name: str) -> None:
        """Gives a film a company."""
        self.conn.execute(
            "insert into iwm.companies (external_id, name) values (%s, %s) on conflict do nothing", [key, name]
        )
        self.conn.execute(
            "insert into iwm.movie_companies (movie_id, company_id) select m.id, c.id from iwm.movies as m,"
            " iwm.companies as c where m.external_id = %s and c.external_id = %s",
            [movie, key],
        )

    def external_id(self, table: str, key: str, source: str, value: str) -> None:
        """Another source's id of a film ('movie') or a person ('person')."""
        owner = {"movie": "movies", "person": "people"}[table]
        self.conn.execute(
            sql.SQL("insert into {} (source, value, {}) select %s, %s, id from {} where external_id = %s").format(
                sql.Identifier("iwm", f"{table}_external_ids"),
                sql.Identifier(f"{table}_id"),
                sql.Identifier("iwm", owner),
            ),
            [source, value, key],
        )

    def _insert(self, table: str, values: dict[str, Any]) -> int:
        statement = sql.SQL("insert into {} ({}) values ({}) returning id").format(
            sql.Identifier("iwm", table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
        )
        return self.conn.execute(statement, list(values.values())).fetchone()[0]
