-- What is framed got more questions: files begun before answer them with nothing yet.
UPDATE "submissions" SET "framing" = '{"problem":"","evidence":"","beneficiaries":"","users":"","payers":"","benefit":"","horizon":null,"withinTime":"","deliverable":""}'::jsonb || "framing";
