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
ALTER TABLE "calls" ADD COLUMN "grace_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "editable_after_close" text DEFAULT 'nothing' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "closing_message" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "reopened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "confirm_days" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "changed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confidentiality" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "form_version" integer;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "answers" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confirm_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "waiting_rank" integer;--> statement-breakpoint
ALTER TABLE "call_committee_members" ADD CONSTRAINT "call_committee_members_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_committee_members" ADD CONSTRAINT "call_committee_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_committee_settings" ADD CONSTRAINT "call_committee_settings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflict_pins" ADD CONSTRAINT "review_conflict_pins_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflict_pins" ADD CONSTRAINT "review_conflict_pins_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflict_pins" ADD CONSTRAINT "review_conflict_pins_pinned_by_people_id_fk" FOREIGN KEY ("pinned_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_ties" ADD CONSTRAINT "review_ties_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_ties" ADD CONSTRAINT "review_ties_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_ties" ADD CONSTRAINT "review_ties_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_co_holders" ADD CONSTRAINT "submission_co_holders_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_co_holders" ADD CONSTRAINT "submission_co_holders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_named_readers" ADD CONSTRAINT "submission_named_readers_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_named_readers" ADD CONSTRAINT "submission_named_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_committee_members_person_id_index" ON "call_committee_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_committee_settings_reviews_due_at_index" ON "call_committee_settings" USING btree ("reviews_due_at");--> statement-breakpoint
CREATE INDEX "review_conflict_pins_reviewer_id_index" ON "review_conflict_pins" USING btree ("reviewer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_ties_once" ON "review_ties" USING btree ("reviewer_id","submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_ties_structure_once" ON "review_ties" USING btree ("call_id","reviewer_id","structure");--> statement-breakpoint
CREATE INDEX "review_ties_call_id_index" ON "review_ties" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "submission_co_holders_person_id_index" ON "submission_co_holders" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "submission_named_readers_person_id_index" ON "submission_named_readers" USING btree ("person_id");