-- Teams published before have the places that people hold in them; what they hold counts as accepted.
UPDATE "teams" SET "places" = (SELECT count(*) FROM "team_members" WHERE "team_members"."team_id" = "teams"."id");
