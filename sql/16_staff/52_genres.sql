create or replace function iwm.staff_genre(_id bigint)
returns api.staff_genre
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _genre api.staff_genre;
begin
    select g.slug, g.version, g.name, (select count(*) from movie_genres as x where x.genre_id = g.id),
        array(select r.slug from genre_redirects as r where r.genre_id = g.id order by r.slug), g.updated_at
    into _genre
    from genres as g where g.id = _id;
    return _genre;
end
$$;
comment on function iwm.staff_genre is 'The record of a genre.';

create or replace function iwm.check_genre(_id bigint, _slug text, _name text)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _other record;
begin
    select g.slug, g.name into _other from genres as g
    where g.id is distinct from _id
        and (g.slug = _slug or g.id = (select r.genre_id from genre_redirects as r where r.slug = _slug)
            or iwm.normalize(g.name) = iwm.normalize(_name))
    order by g.slug <> _slug, g.id limit 1;
    if _other.slug is not null then
        perform iwm.fail('genre_taken', format('The genre %s (%s) has this slug or name.', _other.name, _other.slug),
            'Take another one, or merge the two.', 'slug');
    end if;
end
$$;
comment on function iwm.check_genre is 'Fails with genre_taken where another genre has the slug, had it, or has the name. _id null: a new genre.';

create or replace function iwm.change_genre(_genre iwm.genres, _slug text, _name text)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if (_slug, _name) = (_genre.slug, _genre.name) then
        return false;
    end if;
    perform iwm.check_genre(_genre.id, _slug, _name);
    if _slug <> _genre.slug then
        delete from genre_redirects where slug = _slug; -- one of its own that it takes back
        insert into genre_redirects (slug, genre_id) values (_genre.slug, _genre.id);
    end if;
    perform iwm.keep_genre_name(_genre.id, _slug);
    update genres set slug = _slug, name = _name, version = version + 1, updated_at = iwm.now() where id = _genre.id;
    return true;
end
$$;
comment on function iwm.change_genre is
'Another slug or name of a genre; the old slug goes on answering, imports go on finding it. False: nothing changed.';

create or replace function iwm.delete_genre(_genre iwm.genres, _replaced_by bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, iwm, pg_temp
as $$
declare
    _films constant bigint := (select count(*) from movie_genres as x where x.genre_id = _genre.id);
begin
    if _replaced_by is not null then
        perform iwm.merge_genres(_genre.id, _replaced_by);
        return;
    end if;
    if _films > 0 then
        perform iwm.fail('genre_in_use', format('%s films have the genre %s.', _films, _genre.slug),
            'Say which one takes its place: replaced_by.', 'slug');
    end if;
    delete from name_aliases where kind = 'genre' and code = _genre.slug;
    delete from genres where id = _genre.id;
end
$$;
comment on function iwm.delete_genre is
'Removes a genre that no film has; with _replaced_by (internal id) its films and slugs go there. Fails with genre_in_use.';
