create or replace function api.get_company(_company_id iwm.public_id)
returns api.company
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
parallel safe
as $$
declare
    _company api.company;
begin
    select c.external_id, c.name, c.country_code, (
        select count(distinct x.movie_id) from movie_companies as x join movies as m on m.id = x.movie_id
        where x.company_id = c.id and m.deleted_at is null and m.merged_into is null and not m.adult)
    into _company
    from companies as c where c.external_id = _company_id;
    if _company.id is null then
        perform fail('company_not_found', format('No company has the id %s.', _company_id),
            'GET /v1/companies?q=… finds them by the beginning of the name.', 'company_id');
    end if;
    return _company;
end
$$;
comment on function api.get_company is $$
A company

Its films: GET /v1/movies?company={company_id}

@route GET /companies/{company_id}
@auth  none
@cache 24h company:{company_id} movies
@param company_id  Public id
@error company_not_found
@tag   Companies
$$;
