CREATE TABLE "announcement_recipients" (
	"announcement_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "announcement_recipients_person_id_announcement_id_pk" PRIMARY KEY("person_id","announcement_id")
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"audience" jsonb NOT NULL,
	"on_season_page" boolean NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"recipient_count" integer,
	"sent_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_lines" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"heading" text NOT NULL,
	"other_heading" text DEFAULT '' NOT NULL,
	"funder" text DEFAULT '' NOT NULL,
	"label" text NOT NULL,
	"planned_cents" integer NOT NULL,
	"real_cents" integer,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_lines_amounts" CHECK ("budget_lines"."planned_cents" >= 0 and "budget_lines"."real_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "budget_receipts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"line_id" uuid NOT NULL,
	"file_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_seasons" (
	"season_id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"theme" text NOT NULL,
	"summary" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"time_zone" text NOT NULL,
	"evening_title" text,
	"evening_starts_at" timestamp (3) with time zone,
	"evening_ends_at" timestamp (3) with time zone,
	"evening_url" text,
	"evening_status" text DEFAULT 'planned' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_days" CHECK ("campaigns"."ends_on" >= "campaigns"."starts_on"),
	CONSTRAINT "campaigns_evening" CHECK (num_nulls("campaigns"."evening_title", "campaigns"."evening_starts_at", "campaigns"."evening_ends_at") in (0, 3)),
	CONSTRAINT "campaigns_evening_order" CHECK ("campaigns"."evening_ends_at" > "campaigns"."evening_starts_at")
);
--> statement-breakpoint
CREATE TABLE "inclusion_needs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"detail" text NOT NULL,
	"diets" jsonb NOT NULL,
	"children" integer,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "given_times" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"day" date NOT NULL,
	"minutes" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"recorded_by" uuid,
	"status" text NOT NULL,
	"contest_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "given_times_minutes" CHECK ("given_times"."minutes" between 1 and 1440)
);
--> statement-breakpoint
CREATE TABLE "promise_farewells" (
	"season_id" uuid PRIMARY KEY NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answer_by" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "time_promises" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"period" text NOT NULL,
	"unit" text NOT NULL,
	"amount" integer NOT NULL,
	"rhythm" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"minutes" integer NOT NULL,
	"status" text DEFAULT 'promised' NOT NULL,
	"status_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "time_promises_days" CHECK ("time_promises"."ends_on" >= "time_promises"."starts_on"),
	CONSTRAINT "time_promises_amount" CHECK ("time_promises"."amount" > 0 and "time_promises"."minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "session_sites" (
	"session_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	CONSTRAINT "session_sites_session_id_site_id_pk" PRIMARY KEY("session_id","site_id")
);
--> statement-breakpoint
CREATE TABLE "session_registrations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL,
	"turn" integer NOT NULL,
	"status_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "season_sites" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"time_zone" text NOT NULL,
	"capacity" integer,
	"access_notes" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tally_counters" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"season_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"target" numeric(7, 1),
	"public" boolean DEFAULT false NOT NULL,
	"amount" numeric(7, 1) DEFAULT 0 NOT NULL,
	"part" numeric(7, 1) DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tally_counters_amounts" CHECK ("tally_counters"."part" >= 0 and "tally_counters"."part" <= "tally_counters"."amount")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "enrolments_season_id_created_at_index";--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "site_id" uuid;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "arrival" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "status_by" uuid;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "offer_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "offer_remind_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "ticket_code" text DEFAULT upper(regexp_replace(gen_random_uuid()::text, '^(.{8})-.*(.{8})$', '\1\2')) NOT NULL;--> statement-breakpoint
ALTER TABLE "phases" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "online_url" text;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "needs_registration" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "places" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "remind_hours" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "reminded_of" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "enrolment_mode" text DEFAULT 'by_hand' NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "offer_hours" integer DEFAULT 48 NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "category_places" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "needs_kept_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "announcement_recipients" ADD CONSTRAINT "announcement_recipients_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_recipients" ADD CONSTRAINT "announcement_recipients_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_receipts" ADD CONSTRAINT "budget_receipts_line_id_budget_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."budget_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_receipts" ADD CONSTRAINT "budget_receipts_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_seasons" ADD CONSTRAINT "campaign_seasons_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_seasons" ADD CONSTRAINT "campaign_seasons_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inclusion_needs" ADD CONSTRAINT "inclusion_needs_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inclusion_needs" ADD CONSTRAINT "inclusion_needs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "given_times" ADD CONSTRAINT "given_times_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "given_times" ADD CONSTRAINT "given_times_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "given_times" ADD CONSTRAINT "given_times_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_farewells" ADD CONSTRAINT "promise_farewells_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_promises" ADD CONSTRAINT "time_promises_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_promises" ADD CONSTRAINT "time_promises_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_session_id_season_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."season_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_registrations" ADD CONSTRAINT "session_registrations_session_id_season_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."season_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_registrations" ADD CONSTRAINT "session_registrations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_sites" ADD CONSTRAINT "season_sites_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tally_counters" ADD CONSTRAINT "tally_counters_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_recipients_announcement_id_index" ON "announcement_recipients" USING btree ("announcement_id");--> statement-breakpoint
CREATE INDEX "announcements_season_id_created_at_index" ON "announcements" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "announcements_season_id_status_sent_at_index" ON "announcements" USING btree ("season_id","status","sent_at");--> statement-breakpoint
CREATE INDEX "budget_lines_season_id_created_at_index" ON "budget_lines" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "budget_receipts_line_id_index" ON "budget_receipts" USING btree ("line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_receipts_file" ON "budget_receipts" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_token" ON "calendar_feeds" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "campaign_seasons_campaign_id_index" ON "campaign_seasons" USING btree ("campaign_id");--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_slug" ON "campaigns" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "campaigns_status_starts_on_index" ON "campaigns" USING btree ("status","starts_on");--> statement-breakpoint
CREATE INDEX "campaigns_created_at_index" ON "campaigns" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inclusion_needs_once" ON "inclusion_needs" USING btree ("season_id","person_id","kind");--> statement-breakpoint
CREATE INDEX "inclusion_needs_person_id_index" ON "inclusion_needs" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "given_times_season_id_person_id_day_index" ON "given_times" USING btree ("season_id","person_id","day");--> statement-breakpoint
CREATE INDEX "given_times_person_id_day_index" ON "given_times" USING btree ("person_id","day");--> statement-breakpoint
CREATE INDEX "given_times_recorded_by_index" ON "given_times" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "promise_farewells_answer_by_index" ON "promise_farewells" USING btree ("answer_by");--> statement-breakpoint
CREATE INDEX "time_promises_season_id_person_id_index" ON "time_promises" USING btree ("season_id","person_id");--> statement-breakpoint
CREATE INDEX "time_promises_person_id_index" ON "time_promises" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_sites_site_id_index" ON "session_sites" USING btree ("site_id");--> statement-breakpoint
CREATE UNIQUE INDEX "session_registrations_once" ON "session_registrations" USING btree ("session_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "session_registrations_turn" ON "session_registrations" USING btree ("session_id","turn");--> statement-breakpoint
CREATE INDEX "session_registrations_session_id_status_turn_index" ON "session_registrations" USING btree ("session_id","status","turn") WHERE "session_registrations"."status" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "session_registrations_person_id_index" ON "session_registrations" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "season_sites_name" ON "season_sites" USING btree ("season_id","name");--> statement-breakpoint
CREATE INDEX "season_sites_season_id_created_at_index" ON "season_sites" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "tally_counters_season_id_created_at_index" ON "tally_counters" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "files_key" ON "files" USING btree ("key");--> statement-breakpoint
CREATE INDEX "files_created_by_index" ON "files" USING btree ("created_by");--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_status_by_people_id_fk" FOREIGN KEY ("status_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_ticket_code" ON "enrolments" USING btree ("ticket_code");--> statement-breakpoint
CREATE INDEX "enrolments_season_id_arrival_index" ON "enrolments" USING btree ("season_id","arrival");--> statement-breakpoint
CREATE INDEX "enrolments_season_id_status_arrival_index" ON "enrolments" USING btree ("season_id","status","arrival");--> statement-breakpoint
CREATE INDEX "enrolments_site_id_index" ON "enrolments" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "enrolments_offer_ends_at_index" ON "enrolments" USING btree ("offer_ends_at") WHERE "enrolments"."status" = 'offered';