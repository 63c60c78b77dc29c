"""The dashboard of the queue at /dashboard: pages for staff, made on the server, kept fresh by a script."""
