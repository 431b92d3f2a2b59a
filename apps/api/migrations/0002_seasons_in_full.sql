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
CREATE TABLE "session_sites" (
	"session_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	CONSTRAINT "session_sites_session_id_site_id_pk" PRIMARY KEY("session_id","site_id")
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
DROP INDEX "enrolments_season_id_created_at_index";--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "site_id" uuid;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "arrival" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "status_by" uuid;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "offer_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "offer_remind_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "phases" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "online_url" text;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "needs_registration" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "places" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "remind_hours" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "enrolment_mode" text DEFAULT 'by_hand' NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "offer_hours" integer DEFAULT 48 NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "category_places" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "announcement_recipients" ADD CONSTRAINT "announcement_recipients_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_recipients" ADD CONSTRAINT "announcement_recipients_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_seasons" ADD CONSTRAINT "campaign_seasons_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_seasons" ADD CONSTRAINT "campaign_seasons_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_session_id_season_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."season_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_sites" ADD CONSTRAINT "season_sites_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_recipients_announcement_id_index" ON "announcement_recipients" USING btree ("announcement_id");--> statement-breakpoint
CREATE INDEX "announcements_season_id_created_at_index" ON "announcements" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "announcements_season_id_status_sent_at_index" ON "announcements" USING btree ("season_id","status","sent_at");--> statement-breakpoint
CREATE INDEX "campaign_seasons_campaign_id_index" ON "campaign_seasons" USING btree ("campaign_id");--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_slug" ON "campaigns" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "campaigns_status_starts_on_index" ON "campaigns" USING btree ("status","starts_on");--> statement-breakpoint
CREATE INDEX "campaigns_created_at_index" ON "campaigns" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "session_sites_site_id_index" ON "session_sites" USING btree ("site_id");--> statement-breakpoint
CREATE UNIQUE INDEX "season_sites_name" ON "season_sites" USING btree ("season_id","name");--> statement-breakpoint
CREATE INDEX "season_sites_season_id_created_at_index" ON "season_sites" USING btree ("season_id","created_at");--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_status_by_people_id_fk" FOREIGN KEY ("status_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enrolments_season_id_arrival_index" ON "enrolments" USING btree ("season_id","arrival");--> statement-breakpoint
CREATE INDEX "enrolments_season_id_status_arrival_index" ON "enrolments" USING btree ("season_id","status","arrival");--> statement-breakpoint
CREATE INDEX "enrolments_site_id_index" ON "enrolments" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "enrolments_offer_ends_at_index" ON "enrolments" USING btree ("offer_ends_at") WHERE "enrolments"."status" = 'offered';