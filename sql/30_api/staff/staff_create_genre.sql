create or replace function api.staff_create_genre(
    _viewer iwm.viewer, _name iwm.label, _slug iwm.slug default null, _reason iwm.reason default null
)
returns api.staff_genre
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _made constant text := coalesce(_slug, rtrim(left(iwm.slugify(_name), 50), '-'));
    _id bigint;
begin
    perform iwm.act_as(_actor, _reason);
    if not pg_input_is_valid(_made, 'iwm.slug') then
        perform iwm.fail('nothing_given', 'No slug can be made of this name.', 'Send a slug.', 'slug');
    end if;
    perform iwm.check_genre(null, _made, _name);
    insert into genres (slug, name) values (_made, _name) returning id into _id;
    return iwm.staff_genre(_id);
end
$$;
comment on function api.staff_create_genre is $$
Add a genre

@route POST /staff/genres
@auth  moderator
@status 201
@message Created
@touches genres
@param name    Name to show
@param slug    Name in addresses; without it, it follows from the name
@param reason  Why; it stands in the audit log
@error genre_taken
@error nothing_given
@version
@tag   Staff: genres
$$;
