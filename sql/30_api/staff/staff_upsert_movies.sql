create or replace function api.staff_upsert_movies(
    _viewer iwm.viewer, _movies api.bulk_movie[], _reason iwm.reason default null
)
returns api.bulk_summary
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _results api.bulk_result[];
begin
    if cardinality(_movies) > 500 then
        perform iwm.fail('invalid_list', format('movies has %s entries, at most 500 are allowed.', cardinality(_movies)),
            'Send them in several calls.', 'movies');
    end if;
    perform iwm.act_as(_actor, _reason);
    _results := iwm.upsert_movies(coalesce(to_jsonb(_movies), '[]'));
    return (select row(count(*) filter (where r.result = 'created'), count(*) filter (where r.result = 'updated'),
        count(*) filter (where r.result = 'unchanged'), count(*) filter (where r.result = 'failed'), _results)::api.bulk_summary
        from unnest(_results) as r);
end
$$;
comment on function api.staff_upsert_movies is $$
Add or change many films

At most 500 a call. A film is found by any of its external ids, else it is made; what is absent or null stays as it is, a
list that is given replaces the one that is there, external ids are added. Each film is written whole or not at all:
the answer says for each whether it was created, updated, unchanged or failed, and why. The later one of two that are the
same film comes upon the earlier one.

@route POST /staff/movies/bulk
@auth  moderator
@rate  bulk
@touches movies people genres catalogue
@param movies  Films
@param reason  Why; it stands in the audit log
@error invalid_list
@tag   Staff: films
$$;
