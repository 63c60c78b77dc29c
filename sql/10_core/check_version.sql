create or replace function iwm.check_version(_if_match text, _version bigint)
returns void
language plpgsql stable
set search_path = pg_catalog, iwm, pg_temp
as $$
begin
    if nullif(_if_match, '') is null then
        perform iwm.fail('precondition_required', 'Say which version you change: send If-Match.',
            'Its value is the ETag of the answer that you change, or the version in quotes; * for whatever is there.');
    elsif _if_match <> '*' and not coalesce(_version::text = any (string_to_array(_if_match, ',')), false) then
        perform iwm.fail('precondition_failed', format('It was changed in the meantime: version %s is the present one.', _version),
            'Read it again, and send the ETag of that answer as If-Match.');
    end if;
end
$$;
comment on function iwm.check_version is $$
Ends a conditional write unless the version is the one that the caller has seen

_if_match: the injected argument, null or the versions of the header If-Match with commas between them, of which one is to
fit; * fits any. Fails with precondition_required (428) where it is absent, precondition_failed (412) where it does not fit.
Lock the row before (select … for update): who waits for another change must see that one's version.
$$;
