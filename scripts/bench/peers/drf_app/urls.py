"""The three addresses."""

from django.urls import path

from drf_app import views

urlpatterns = [
    path("v1/movies", views.MoviesView.as_view()),
    path("v1/search/movies", views.SearchView.as_view()),
    path("v1/movies/<str:movie_id>", views.MovieView.as_view()),
]
