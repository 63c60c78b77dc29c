create or replace function api.staff_create_person(
    _viewer iwm.viewer, _name iwm.full_name, _bio iwm.long_text default null, _image_url iwm.web_url default null,
    _birthday date default null, _deathday date default null, _birth_year iwm.life_year default null,
    _death_year iwm.life_year default null, _place_of_birth iwm.full_name default null,
    _known_for_department iwm.short_label default null, _external_ids api.person_id_input[] default '{}',
    _reason iwm.reason default null
)
returns api.staff_person
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _actor constant bigint := iwm.require(_viewer, 'moderator', 'catalogue:write');
    _id bigint;
begin
    perform iwm.act_as(_actor, _reason);
    _id := iwm.create_person(jsonb_strip_nulls(jsonb_build_object('name', _name, 'bio', _bio,
        'image_url', _image_url, 'birthday', _birthday, 'deathday', _deathday, 'birth_year', _birth_year,
        'death_year', _death_year, 'place_of_birth', _place_of_birth, 'known_for_department', _known_for_department)),
        to_jsonb(_external_ids));
    return iwm.staff_person(_id);
end
$$;
comment on function api.staff_create_person is $$
Add a person

The public id is the IMDb id where there is one, else a new one. Years follow the dates.

@route POST /staff/people
@auth  moderator
@status 201
@message Created
@touches person:{data.id} people
@param birthday              Date of birth
@param deathday              Date of death
@param known_for_department  A department of GET /v1/staff/credit-jobs
@param external_ids          What other sources call them, at most 50
@param reason                Why; it stands in the audit log
@error external_id_taken
@error unknown_value
@error invalid_list
@error invalid_date
@error invalid_input
@error year_contradicts_date
@version
@tag   Staff: people
$$;
