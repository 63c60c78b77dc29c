-- Errors of the catalogue: films, people and what describes them.

insert into iwm.errors (code, status, title) values
    ('movie_not_found', 404, 'No film has this id'),
    ('person_not_found', 404, 'No person has this id'),
    ('genre_not_found', 404, 'No genre has this slug'),
    ('keyword_not_found', 404, 'No keyword has this slug'),
    ('company_not_found', 404, 'No company has this id'),
    ('no_movie_matches', 404, 'No film fits these filters'),
    ('unknown_filter_value', 422, 'A filter names something that does not exist'),
    ('range_reversed', 422, 'The lower end of a range is above its upper end')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
