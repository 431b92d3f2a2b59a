-- What is framed got more questions: files begun before answer them with nothing yet.
UPDATE "submissions" SET "framing" = '{"problem":"","evidence":"","beneficiaries":"","users":"","payers":"","benefit":"","horizon":null,"withinTime":"","deliverable":""}'::jsonb || "framing";
--> statement-breakpoint
-- Teams published before have the places that people hold in them; what they hold counts as accepted.
UPDATE "teams" SET "places" = (SELECT count(*) FROM "team_members" WHERE "team_members"."team_id" = "teams"."id");
