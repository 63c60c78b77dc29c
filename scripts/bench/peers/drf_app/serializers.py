"""The answers. Plain serializers with every field declared: faster than model serializers."""

from rest_framework import serializers


class NamedSerializer(serializers.Serializer):
    slug = serializers.CharField(source="genre.slug")
    name = serializers.CharField(source="genre.name")


class CountrySerializer(serializers.Serializer):
    code = serializers.CharField(source="country.code")
    name = serializers.CharField(source="country.name")


class LanguageSerializer(serializers.Serializer):
    code = serializers.CharField(source="language.code")
    name = serializers.CharField(source="language.name")


class CompanySerializer(serializers.Serializer):
    id = serializers.CharField(source="company.external_id")
    name = serializers.CharField(source="company.name")
    role = serializers.CharField()


class DirectorSerializer(serializers.Serializer):
    id = serializers.CharField(source="person.external_id")
    name = serializers.CharField(source="person.name")


class FilmSerializer(serializers.Serializer):
    """What card and page have in common."""

    id = serializers.CharField(source="external_id")
    title = serializers.CharField()
    original_title = serializers.CharField()
    year = serializers.IntegerField()
    release_date = serializers.DateField()
    runtime = serializers.IntegerField()
    rating = serializers.CharField()
    status = serializers.CharField()
    poster_url = serializers.CharField()
    score = serializers.FloatField()
    vote_count = serializers.IntegerField()
    popularity = serializers.FloatField()
    genres = NamedSerializer(source="movie_genres.all", many=True)


class MovieSerializer(FilmSerializer):
    tagline = serializers.CharField()
    overview = serializers.CharField()
    kind = serializers.CharField()
    adult = serializers.BooleanField()
    backdrop_url = serializers.CharField()
    budget = serializers.IntegerField()
    revenue = serializers.IntegerField()
    critics_score = serializers.FloatField()
    imdb_rating = serializers.FloatField()
    rotten_tomatoes_score = serializers.IntegerField()
    countries = CountrySerializer(source="movie_countries.all", many=True)
    languages = LanguageSerializer(source="movie_languages.all", many=True)
    companies = CompanySerializer(source="movie_companies.all", many=True)
    directors = DirectorSerializer(source="credits.all", many=True)
    updated_at = serializers.DateTimeField()

    # parts that only `append` fills
    EMPTY = dict.fromkeys(
        ("credits", "keywords", "scores", "similar", "external_ids", "alternative_titles", "trivia", "timeline")
    )

    def to_representation(self, instance: object) -> dict[str, object]:
        """The film with its empty parts."""
        return {**super().to_representation(instance), **self.EMPTY}


class MatchSerializer(serializers.Serializer):
    relevance = serializers.FloatField()
    matched_title = serializers.CharField()
    movie = FilmSerializer()
