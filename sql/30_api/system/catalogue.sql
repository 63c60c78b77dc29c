create or replace function api.catalogue()
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    return (
        select jsonb_build_object('digest', c.digest, 'loaded_at', c.loaded_at, 'version', c.version, 'files', (
            select encode(sha256(convert_to(
                string_agg(f.path || ' ' || f.digest, ',' order by f.path collate "C"), 'UTF8')), 'hex')
            from ops.loaded_files as f
            where f.path not like 'sql/optional/%')) || c.document
        from ops.catalogue as c);
end
$$;
comment on function api.catalogue is $$
Operations, types and errors of the API as one document

{"digest", "loaded_at", "version", "files", "operations": […], "types": {…}, "errors": {…}}. The HTTP layer builds its
routes, its validation and the OpenAPI document from it. files: one checksum of the files that were loaded, by which a
server tells that its own are others. Null before the first load.

@internal
$$;
