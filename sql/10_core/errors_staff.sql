-- Errors of what staff does: the catalogue, roles, suspensions.

insert into iwm.errors (code, status, title) values
    ('record_deleted', 409, 'It was deleted'),
    ('record_merged', 409, 'It was merged into another one'),
    ('merge_with_itself', 422, 'Nothing can be merged with itself'),
    ('external_id_taken', 409, 'This external id belongs to another one'),
    ('external_ids_disagree', 409, 'The external ids belong to different ones'),
    ('person_has_credits', 409, 'The person is credited in films'),
    ('genre_taken', 409, 'There is a genre with this slug or name'),
    ('genre_in_use', 409, 'Films have this genre'),
    ('duplicate_credit', 409, 'This credit is there already'),
    ('credit_not_found', 404, 'The film has no such credit'),
    ('unknown_value', 422, 'A value names something that does not exist'),
    ('unknown_status', 422, 'This is no status of a film'),
    ('invalid_list', 422, 'The list is not valid'),
    ('year_contradicts_date', 422, 'The year is not that of the date'),
    ('invalid_date', 422, 'There is no such date'),
    ('nothing_given', 422, 'What is needed is missing'),
    ('unknown_role', 422, 'There is no such role'),
    ('not_on_yourself', 403, 'Nobody may do this to themselves'),
    ('rank_too_low', 403, 'Your role is not above that of this user'),
    ('last_admin', 409, 'This is the last administrator'),
    ('ends_in_the_past', 422, 'The end must be in the future'),
    ('rate_class_not_found', 404, 'There is no such class of limits')
on conflict (code) do update set status = excluded.status, title = excluded.title, path = excluded.path;
