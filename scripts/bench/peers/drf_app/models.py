"""The tables that the three pages read, as Django maps them; none is managed by it."""

from django.db import models


class Movie(models.Model):
    external_id = models.TextField(unique=True)
    title = models.TextField()
    original_title = models.TextField(null=True)
    tagline = models.TextField(null=True)
    year = models.SmallIntegerField(null=True)
    release_date = models.DateField(null=True)
    runtime = models.IntegerField(null=True)
    rating = models.TextField(null=True)
    overview = models.TextField(null=True)
    poster_url = models.TextField(null=True)
    backdrop_url = models.TextField(null=True)
    budget = models.BigIntegerField(null=True)
    revenue = models.BigIntegerField(null=True)
    status = models.TextField()
    kind = models.TextField()
    adult = models.BooleanField()
    critics_score = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    imdb_rating = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    rotten_tomatoes_score = models.IntegerField(null=True)
    title_search = models.TextField()
    merged_into = models.BigIntegerField(null=True)
    deleted_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "movies"


class MovieStats(models.Model):
    movie = models.OneToOneField(Movie, models.DO_NOTHING, primary_key=True, related_name="stats")
    vote_count = models.BigIntegerField()
    score = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    popularity = models.FloatField()

    class Meta:
        managed = False
        db_table = "movie_stats"


class Genre(models.Model):
    slug = models.TextField()
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "genres"


class MovieGenre(models.Model):
    pk = models.CompositePrimaryKey("movie_id", "genre_id")
    movie = models.ForeignKey(Movie, models.DO_NOTHING, related_name="movie_genres")
    genre = models.ForeignKey(Genre, models.DO_NOTHING)
    position = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "movie_genres"


class Country(models.Model):
    code = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "countries"


class MovieCountry(models.Model):
    pk = models.CompositePrimaryKey("movie_id", "country_id")
    movie = models.ForeignKey(Movie, models.DO_NOTHING, related_name="movie_countries")
    country = models.ForeignKey(Country, models.DO_NOTHING, db_column="country_code")
    position = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "movie_countries"


class Language(models.Model):
    code = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "languages"


class MovieLanguage(models.Model):
    pk = models.CompositePrimaryKey("movie_id", "language_id")
    movie = models.ForeignKey(Movie, models.DO_NOTHING, related_name="movie_languages")
    language = models.ForeignKey(Language, models.DO_NOTHING, db_column="language_code")
    position = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "movie_languages"


class Company(models.Model):
    external_id = models.TextField()
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "companies"


class MovieCompany(models.Model):
    pk = models.CompositePrimaryKey("movie_id", "company_id", "role")
    movie = models.ForeignKey(Movie, models.DO_NOTHING, related_name="movie_companies")
    company = models.ForeignKey(Company, models.DO_NOTHING)
    role = models.TextField()
    position = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "movie_companies"


class Person(models.Model):
    external_id = models.TextField()
    name = models.TextField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "people"


class Job(models.Model):
    department = models.TextField()
    job = models.TextField()

    class Meta:
        managed = False
        db_table = "credit_jobs"


class Credit(models.Model):
    movie = models.ForeignKey(Movie, models.DO_NOTHING, related_name="credits")
    person = models.ForeignKey(Person, models.DO_NOTHING)
    job = models.ForeignKey(Job, models.DO_NOTHING)
    billing_order = models.SmallIntegerField(null=True)

    class Meta:
        managed = False
        db_table = "credits"


class ExternalId(models.Model):
    pk = models.CompositePrimaryKey("source", "value")
    source = models.TextField()
    value = models.TextField()
    movie = models.ForeignKey(Movie, models.DO_NOTHING, related_name="external_ids")

    class Meta:
        managed = False
        db_table = "movie_external_ids"


class AlternativeTitle(models.Model):
    movie = models.ForeignKey(Movie, models.DO_NOTHING, related_name="alternative_titles")
    title = models.TextField()
    title_search = models.TextField()

    class Meta:
        managed = False
        db_table = "alternative_titles"


class CatalogueTotal(models.Model):
    kind = models.TextField(primary_key=True)
    total = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "catalogue_totals"
