CREATE TABLE "call_reminders" (
	"submission_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"deadline" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_reminders_submission_id_person_id_kind_deadline_pk" PRIMARY KEY("submission_id","person_id","kind","deadline")
);
--> statement-breakpoint
CREATE TABLE "call_access_codes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"call_id" uuid NOT NULL,
	"code" text NOT NULL,
	"note" text NOT NULL,
	"uses" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_access_codes_code" UNIQUE("call_id","code"),
	CONSTRAINT "call_access_codes_uses" CHECK ("call_access_codes"."used" between 0 and "call_access_codes"."uses")
);
--> statement-breakpoint
CREATE TABLE "call_code_uses" (
	"call_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"code_id" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_code_uses_call_id_person_id_pk" PRIMARY KEY("call_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "call_extensions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"call_id" uuid NOT NULL,
	"email" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_extensions_email" UNIQUE("call_id","email"),
	CONSTRAINT "call_extensions_email_lower" CHECK ("call_extensions"."email" = lower("call_extensions"."email"))
);
--> statement-breakpoint
CREATE TABLE "call_committee_members" (
	"call_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"capacity" integer,
	"expertise" text[],
	"reminded_at" timestamp (3) with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "call_committee_members_call_id_person_id_pk" PRIMARY KEY("call_id","person_id"),
	CONSTRAINT "call_committee_capacity" CHECK ("call_committee_members"."capacity" >= 0)
);
--> statement-breakpoint
CREATE TABLE "call_committee_settings" (
	"call_id" uuid PRIMARY KEY NOT NULL,
	"reviews_per_file" integer DEFAULT 2 NOT NULL,
	"review_as_files_come" boolean DEFAULT false NOT NULL,
	"reviews_due_at" timestamp (3) with time zone,
	"reminded_of" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "call_committee_reviews" CHECK ("call_committee_settings"."reviews_per_file" between 1 and 10)
);
--> statement-breakpoint
CREATE TABLE "review_conflict_pins" (
	"submission_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"stance" text NOT NULL,
	"reason" text NOT NULL,
	"pinned_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_conflict_pins_submission_id_reviewer_id_pk" PRIMARY KEY("submission_id","reviewer_id")
);
--> statement-breakpoint
CREATE TABLE "review_ties" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"call_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"submission_id" uuid,
	"structure" text,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_ties_one" CHECK (num_nonnulls("review_ties"."submission_id", "review_ties"."structure") = 1)
);
--> statement-breakpoint
CREATE TABLE "submission_corrections" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"submission_id" uuid NOT NULL,
	"asked_by" uuid,
	"status" text NOT NULL,
	"kind" text NOT NULL,
	"parts" jsonb NOT NULL,
	"message" text NOT NULL,
	"answer_by" timestamp (3) with time zone,
	"before" jsonb,
	"after" jsonb,
	"note" text DEFAULT '' NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_answer_words" (
	"call_id" uuid PRIMARY KEY NOT NULL,
	"words" jsonb NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submission_answer_files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"submission_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_forms" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"call_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"sections" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"published_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "framing_questions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"submission_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"about" text NOT NULL,
	"text" text NOT NULL,
	"written" text NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "framing_questions_answered" CHECK (("framing_questions"."answer" = '') = ("framing_questions"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "interview_slots" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"call_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"place" text NOT NULL,
	"link" text NOT NULL,
	"open_to" text NOT NULL,
	"submission_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "interview_order" CHECK ("interview_slots"."ends_at" > "interview_slots"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "call_confidential_readers" (
	"call_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_confidential_readers_call_id_person_id_pk" PRIMARY KEY("call_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "co_holder_invitations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"submission_id" uuid NOT NULL,
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "co_holder_invitations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "submission_co_holders" (
	"submission_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submission_co_holders_submission_id_person_id_pk" PRIMARY KEY("submission_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "submission_named_readers" (
	"submission_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submission_named_readers_submission_id_person_id_pk" PRIMARY KEY("submission_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "review_settings" (
	"call_id" uuid PRIMARY KEY NOT NULL,
	"blind" boolean NOT NULL,
	"blind_lifted_at" timestamp (3) with time zone,
	"others" text NOT NULL,
	"comment_min_length" integer NOT NULL,
	"interview_change_hours" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "grace_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "editable_after_close" text DEFAULT 'nothing' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "closing_message" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "reopened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "deadline_moved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "confirm_days" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "criterion_comments" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "changed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "submitted_by" uuid;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "late" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confidentiality" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "public_title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "public_summary" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "form_version" integer;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "answers" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confirm_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confirm_remind_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "holder_words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "waiting_rank" integer;--> statement-breakpoint
ALTER TABLE "call_reminders" ADD CONSTRAINT "call_reminders_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_reminders" ADD CONSTRAINT "call_reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_access_codes" ADD CONSTRAINT "call_access_codes_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_code_uses" ADD CONSTRAINT "call_code_uses_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_code_uses" ADD CONSTRAINT "call_code_uses_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_code_uses" ADD CONSTRAINT "call_code_uses_code_id_call_access_codes_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."call_access_codes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_extensions" ADD CONSTRAINT "call_extensions_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_committee_members" ADD CONSTRAINT "call_committee_members_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_committee_members" ADD CONSTRAINT "call_committee_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_committee_settings" ADD CONSTRAINT "call_committee_settings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflict_pins" ADD CONSTRAINT "review_conflict_pins_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflict_pins" ADD CONSTRAINT "review_conflict_pins_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflict_pins" ADD CONSTRAINT "review_conflict_pins_pinned_by_people_id_fk" FOREIGN KEY ("pinned_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_ties" ADD CONSTRAINT "review_ties_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_ties" ADD CONSTRAINT "review_ties_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_ties" ADD CONSTRAINT "review_ties_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_corrections" ADD CONSTRAINT "submission_corrections_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_corrections" ADD CONSTRAINT "submission_corrections_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_answer_words" ADD CONSTRAINT "call_answer_words_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_answer_files" ADD CONSTRAINT "submission_answer_files_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_answer_files" ADD CONSTRAINT "submission_answer_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_forms" ADD CONSTRAINT "call_forms_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framing_questions" ADD CONSTRAINT "framing_questions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framing_questions" ADD CONSTRAINT "framing_questions_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framing_questions" ADD CONSTRAINT "framing_questions_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_slots" ADD CONSTRAINT "interview_slots_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_slots" ADD CONSTRAINT "interview_slots_host_id_people_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interview_slots" ADD CONSTRAINT "interview_slots_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_confidential_readers" ADD CONSTRAINT "call_confidential_readers_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_confidential_readers" ADD CONSTRAINT "call_confidential_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "co_holder_invitations" ADD CONSTRAINT "co_holder_invitations_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "co_holder_invitations" ADD CONSTRAINT "co_holder_invitations_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_co_holders" ADD CONSTRAINT "submission_co_holders_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_co_holders" ADD CONSTRAINT "submission_co_holders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_named_readers" ADD CONSTRAINT "submission_named_readers_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_named_readers" ADD CONSTRAINT "submission_named_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_settings" ADD CONSTRAINT "review_settings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_access_codes_call_id_created_at_index" ON "call_access_codes" USING btree ("call_id","created_at");--> statement-breakpoint
CREATE INDEX "call_code_uses_person_id_index" ON "call_code_uses" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_code_uses_code_id_index" ON "call_code_uses" USING btree ("code_id");--> statement-breakpoint
CREATE INDEX "call_extensions_call_id_created_at_index" ON "call_extensions" USING btree ("call_id","created_at");--> statement-breakpoint
CREATE INDEX "call_committee_members_person_id_index" ON "call_committee_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_committee_settings_reviews_due_at_index" ON "call_committee_settings" USING btree ("reviews_due_at");--> statement-breakpoint
CREATE INDEX "review_conflict_pins_reviewer_id_index" ON "review_conflict_pins" USING btree ("reviewer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_ties_once" ON "review_ties" USING btree ("reviewer_id","submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_ties_structure_once" ON "review_ties" USING btree ("call_id","reviewer_id","structure");--> statement-breakpoint
CREATE INDEX "review_ties_call_id_index" ON "review_ties" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "submission_corrections_submission_id_created_at_index" ON "submission_corrections" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_one_asked" ON "submission_corrections" USING btree ("submission_id") WHERE "submission_corrections"."status" = 'asked';--> statement-breakpoint
CREATE UNIQUE INDEX "submission_answer_files_question" ON "submission_answer_files" USING btree ("submission_id","question_id");--> statement-breakpoint
CREATE INDEX "submission_answer_files_file_id_index" ON "submission_answer_files" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "call_forms_version" ON "call_forms" USING btree ("call_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "call_forms_one_draft" ON "call_forms" USING btree ("call_id") WHERE "call_forms"."published_at" is null;--> statement-breakpoint
CREATE INDEX "framing_questions_submission_id_created_at_index" ON "framing_questions" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE INDEX "framing_questions_asked_by_created_at_index" ON "framing_questions" USING btree ("asked_by","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_of_submission" ON "interview_slots" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_host_once" ON "interview_slots" USING btree ("host_id","starts_at");--> statement-breakpoint
CREATE INDEX "interview_slots_call_id_starts_at_index" ON "interview_slots" USING btree ("call_id","starts_at");--> statement-breakpoint
CREATE INDEX "call_confidential_readers_person_id_index" ON "call_confidential_readers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "co_holder_invitations_submission_id_created_at_index" ON "co_holder_invitations" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE INDEX "submission_co_holders_person_id_index" ON "submission_co_holders" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "submission_named_readers_person_id_index" ON "submission_named_readers" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "submissions_confirm_by_index" ON "submissions" USING btree ("confirm_by") WHERE "submissions"."status" = 'accepted';