-- Writes that must not happen twice, and writes that are limited.

create type api.tally as (
    id bigint, -- Number
    word text, -- What was counted
    version integer -- Always 1
);
comment on type api.tally is 'A word that was counted.';

create or replace function api.add_tally(_word text)
returns api.tally
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
declare
    _tally api.tally;
begin
    if _word = 'slow' then -- waits for as long as a test holds this row
        perform from test_notes where id = 'n40' for update;
    end if;
    insert into test_tallies (word) values (_word) returning id, word, 1 into _tally;
    if _word = 'bad' then
        perform iwm.fail('note_is_final', 'This word is final.', 'Take another.', 'word');
    elsif _word = 'broken' then
        perform 1 / 0;
    end if;
    return _tally;
end
$$;
comment on function api.add_tally is $$
Count a word

@route   POST /tallies
@auth    none
@status  201
@touches tallies
@param   word  The word
@error   note_is_final
@version
@tag     Tests
$$;

create or replace function api.add_own_tally(_viewer iwm.viewer, _word text)
returns api.tally
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    perform iwm.require(_viewer, 'user', 'profile:write');
    return api.add_tally(_word);
end
$$;
comment on function api.add_own_tally is $$
Count a word of one's own

@route   POST /members/tallies
@auth    user
@touches tallies
@param   word  The word
@error   note_is_final
@tag     Tests
$$;

create or replace function api.forget_tallies(_word text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    delete from test_tallies where word = _word;
end
$$;
comment on function api.forget_tallies is $$
Forget a word

@route   DELETE /tallies
@auth    none
@status  204
@rate    bulk
@param   word  The word
@tag     Tests
$$;
