"""The HTTP layer: routes built from the catalogue of the database. create_app is in app.http.app."""
