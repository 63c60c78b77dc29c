"""The peer on Django REST framework and gunicorn, over the tables of schema iwm."""
