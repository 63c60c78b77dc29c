-- The popular among the names that begin with some letters. Few such names: all of them are looked at. Many: the popular are
-- gone through until enough begin so. Either way some 1,000 rows, which is 1 to 2 ms; the planner's own guess took up to 80.

create or replace function iwm.suggest_movies(_prefix text, _limit integer)
returns bigint[]
language plpgsql stable parallel safe
as $$
declare
    _few constant integer := 1000;
    _end constant text := _prefix || chr(1114111);
    _names bigint[];
    _ids bigint[];
    _more bigint[];
begin
    _names := array(
        select m.id from iwm.movies as m where m.title_search ~>=~ _prefix and m.title_search ~<~ _end limit _few + 1);
    if cardinality(_names) <= _few then
        _ids := iwm.popular_of_movies(_names, _limit);
    else
        _ids := array(
            select m.id from iwm.movie_stats as s join iwm.movies as m on m.id = s.movie_id
            where starts_with(m.title_search, _prefix)
                and m.deleted_at is null and m.merged_into is null and not m.adult
            order by s.popularity desc, s.movie_id desc limit _limit);
    end if;
    if cardinality(_ids) < _limit and length(_prefix) >= 3 then
        -- the beginning of a later word: matrix -> The Matrix
        _names := array(
            select m.id from iwm.movies as m
            where m.title_search like '% ' || _prefix || '%' and not m.id = any (_ids) limit _few + 1);
        if cardinality(_names) <= _few then
            _more := iwm.popular_of_movies(_names, _limit - cardinality(_ids));
        else
            _more := array(
                select m.id from iwm.movie_stats as s join iwm.movies as m on m.id = s.movie_id
                where strpos(m.title_search, ' ' || _prefix) > 0 and not m.id = any (_ids)
                    and m.deleted_at is null and m.merged_into is null and not m.adult
                order by s.popularity desc, s.movie_id desc limit _limit - cardinality(_ids));
        end if;
        _ids := _ids || _more;
    end if;
    return _ids;
end
$$;
comment on function iwm.suggest_movies is
'Films whose title begins with a normalised prefix, the popular first, then those with a later word that does.';

create or replace function iwm.popular_of_movies(_ids bigint[], _limit integer)
returns bigint[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select m.id
        from unnest(_ids) as i(id)
        join iwm.movies as m on m.id = i.id and m.deleted_at is null and m.merged_into is null and not m.adult
        left join iwm.movie_stats as s on s.movie_id = m.id
        order by s.popularity desc nulls last, m.id desc limit _limit);
end
$$;
comment on function iwm.popular_of_movies is 'The most popular of some films, listed ones only.';

create or replace function iwm.suggest_people(_prefix text, _limit integer)
returns bigint[]
language plpgsql stable parallel safe
as $$
declare
    _few constant integer := 1000;
    _end constant text := _prefix || chr(1114111);
    _names bigint[];
    _ids bigint[];
    _more bigint[];
begin
    _names := array(
        select p.id from iwm.people as p where p.name_search ~>=~ _prefix and p.name_search ~<~ _end limit _few + 1);
    if cardinality(_names) <= _few then
        _ids := iwm.popular_of_people(_names, _limit);
    else
        _ids := array(
            select p.id from iwm.person_stats as s join iwm.people as p on p.id = s.person_id
            where starts_with(p.name_search, _prefix) and p.deleted_at is null and p.merged_into is null
            order by s.popularity desc, s.person_id desc limit _limit);
    end if;
    if cardinality(_ids) < _limit and length(_prefix) >= 3 then
        _names := array(
            select p.id from iwm.people as p
            where p.name_search like '% ' || _prefix || '%' and not p.id = any (_ids) limit _few + 1);
        if cardinality(_names) <= _few then
            _more := iwm.popular_of_people(_names, _limit - cardinality(_ids));
        else
            _more := array(
                select p.id from iwm.person_stats as s join iwm.people as p on p.id = s.person_id
                where strpos(p.name_search, ' ' || _prefix) > 0 and not p.id = any (_ids)
                    and p.deleted_at is null and p.merged_into is null
                order by s.popularity desc, s.person_id desc limit _limit - cardinality(_ids));
        end if;
        _ids := _ids || _more;
    end if;
    return _ids;
end
$$;
comment on function iwm.suggest_people is
'People whose name begins with a normalised prefix, the popular first, then those with a later name that does.';

create or replace function iwm.popular_of_people(_ids bigint[], _limit integer)
returns bigint[]
language plpgsql stable parallel safe
as $$
begin
    return array(
        select p.id
        from unnest(_ids) as i(id)
        join iwm.people as p on p.id = i.id and p.deleted_at is null and p.merged_into is null
        left join iwm.person_stats as s on s.person_id = p.id
        order by s.popularity desc nulls last, p.id desc limit _limit);
end
$$;
comment on function iwm.popular_of_people is 'The most popular of some people, listed ones only.';
