"""The three pages: film, list of films, search for films."""

from django.db import connection
from django.db.models import DecimalField, F, Prefetch
from django.db.models.functions import Cast, Coalesce, Round
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from drf_app import models, serializers

# two digits, as the function rounds it
EXACT = DecimalField(max_digits=30, decimal_places=10)
VISIBLE = models.Movie.objects.filter(merged_into=None, deleted_at=None).annotate(
    score=F("stats__score"),
    vote_count=Coalesce("stats__vote_count", 0),
    popularity=Round(Cast(Coalesce("stats__popularity", 0.0), EXACT), precision=2),
)
GENRES = Prefetch("movie_genres", models.MovieGenre.objects.select_related("genre").order_by("position", "genre_id"))
DETAIL = VISIBLE.defer("title_search").prefetch_related(
    GENRES,
    Prefetch(
        "movie_countries", models.MovieCountry.objects.select_related("country").order_by("position", "country_id")
    ),
    Prefetch(
        "movie_languages", models.MovieLanguage.objects.select_related("language").order_by("position", "language_id")
    ),
    Prefetch(
        "movie_companies",
        models.MovieCompany.objects.select_related("company").order_by("-role", "position", "company_id"),
    ),
    Prefetch(
        "credits",
        models.Credit.objects.select_related("person")
        .filter(job__department="Directing", job__job="Director", person__deleted_at=None)
        .order_by(F("billing_order").asc(nulls_last=True), "id"),
    ),
)

CARD = ("external_id", "title", "original_title", "year", "release_date", "runtime", "rating", "status", "poster_url")
# the condition makes the join an inner one, which the index on the popularity serves
CARDS = VISIBLE.filter(adult=False, stats__popularity__gte=0).only(*CARD).prefetch_related(GENRES)

# How well a title fits is a rule of its own: both peers ask the function that holds it.
MATCHES = """
    select movie_id, relevance, matched_title, count(*) over () from iwm.match_movies(%s)
    order by relevance desc, popularity desc, movie_id limit %s offset %s"""


class MovieView(APIView):
    """A film by its public id, or by that of another source."""

    def get(self, request: Request, movie_id: str) -> Response:
        """GET /v1/movies/{movie_id}"""
        film = DETAIL.filter(external_id=movie_id).first() or DETAIL.filter(external_ids__value=movie_id).first()
        if film is None:
            raise Http404(f"There is no film {movie_id}")
        return Response({"success": True, "data": serializers.MovieSerializer(film).data, "message": "OK"})


class MoviesView(APIView):
    """Films, the most popular first."""

    def get(self, request: Request) -> Response:
        """GET /v1/movies"""
        page, per_page = int(request.query_params.get("page", 1)), int(request.query_params.get("per_page", 20))
        total = models.CatalogueTotal.objects.get(kind="movies").total
        first = (page - 1) * per_page
        films = CARDS.order_by("-stats__popularity", "-stats__movie_id")[first : first + per_page]
        return _page(serializers.FilmSerializer(films, many=True).data, page, per_page, total)


class SearchView(APIView):
    """Films whose title fits, the best first."""

    def get(self, request: Request) -> Response:
        """GET /v1/search/movies"""
        page, per_page = int(request.query_params.get("page", 1)), int(request.query_params.get("per_page", 20))
        with connection.cursor() as cursor:
            cursor.execute(MATCHES, [request.query_params["q"], per_page, (page - 1) * per_page])
            rows = cursor.fetchall()
        films = CARDS.in_bulk([row[0] for row in rows])
        found = [{"movie": films[row[0]], "relevance": row[1], "matched_title": row[2]} for row in rows]
        total = rows[0][3] if rows else 0
        return _page(serializers.MatchSerializer(found, many=True).data, page, per_page, total)


def _page(data: object, page: int, per_page: int, total: int) -> Response:
    pagination = {"page": page, "per_page": per_page, "total": total, "pages": -(-total // per_page)}
    return Response({"success": True, "data": data, "message": "OK", "pagination": pagination})
