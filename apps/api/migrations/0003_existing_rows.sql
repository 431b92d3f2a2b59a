UPDATE "enrolments" SET "arrival" = "ordered"."place"
FROM (
	SELECT "id", row_number() OVER (PARTITION BY "season_id" ORDER BY "created_at", "id") AS "place" FROM "enrolments"
) AS "ordered"
WHERE "ordered"."id" = "enrolments"."id";
