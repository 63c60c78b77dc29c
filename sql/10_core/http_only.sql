create or replace function iwm.http_only()
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    perform iwm.fail('http_only', 'This needs what is done outside of the database: call it over HTTP.',
        'Passwords and secrets are hashed and made there; iwm users does the same from a shell.');
end
$$;
comment on function iwm.http_only is 'The body of an operation with @handler: in psql it says so (501), over HTTP the handler takes its place.';
