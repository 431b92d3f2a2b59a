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
ALTER TABLE "calls" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "deadline_moved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "confirm_days" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "submitted_by" uuid;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "late" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confidentiality" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "form_version" integer;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "answers" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "confirm_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "waiting_rank" integer;--> statement-breakpoint
ALTER TABLE "call_reminders" ADD CONSTRAINT "call_reminders_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_reminders" ADD CONSTRAINT "call_reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_access_codes" ADD CONSTRAINT "call_access_codes_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_code_uses" ADD CONSTRAINT "call_code_uses_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_code_uses" ADD CONSTRAINT "call_code_uses_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_code_uses" ADD CONSTRAINT "call_code_uses_code_id_call_access_codes_id_fk" FOREIGN KEY ("code_id") REFERENCES "public"."call_access_codes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_extensions" ADD CONSTRAINT "call_extensions_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_answer_files" ADD CONSTRAINT "submission_answer_files_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_answer_files" ADD CONSTRAINT "submission_answer_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_forms" ADD CONSTRAINT "call_forms_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framing_questions" ADD CONSTRAINT "framing_questions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framing_questions" ADD CONSTRAINT "framing_questions_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framing_questions" ADD CONSTRAINT "framing_questions_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_co_holders" ADD CONSTRAINT "submission_co_holders_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_co_holders" ADD CONSTRAINT "submission_co_holders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_named_readers" ADD CONSTRAINT "submission_named_readers_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_named_readers" ADD CONSTRAINT "submission_named_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_access_codes_call_id_created_at_index" ON "call_access_codes" USING btree ("call_id","created_at");--> statement-breakpoint
CREATE INDEX "call_code_uses_person_id_index" ON "call_code_uses" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_code_uses_code_id_index" ON "call_code_uses" USING btree ("code_id");--> statement-breakpoint
CREATE INDEX "call_extensions_call_id_created_at_index" ON "call_extensions" USING btree ("call_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "submission_answer_files_question" ON "submission_answer_files" USING btree ("submission_id","question_id");--> statement-breakpoint
CREATE INDEX "submission_answer_files_file_id_index" ON "submission_answer_files" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "call_forms_version" ON "call_forms" USING btree ("call_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "call_forms_one_draft" ON "call_forms" USING btree ("call_id") WHERE "call_forms"."published_at" is null;--> statement-breakpoint
CREATE INDEX "framing_questions_submission_id_created_at_index" ON "framing_questions" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE INDEX "framing_questions_asked_by_created_at_index" ON "framing_questions" USING btree ("asked_by","created_at");--> statement-breakpoint
CREATE INDEX "submission_co_holders_person_id_index" ON "submission_co_holders" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "submission_named_readers_person_id_index" ON "submission_named_readers" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;