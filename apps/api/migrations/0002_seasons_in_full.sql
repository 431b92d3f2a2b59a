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
ALTER TABLE "enrolments" ADD COLUMN "site_id" uuid;--> statement-breakpoint
ALTER TABLE "phases" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "online_url" text;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "needs_registration" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "places" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "remind_hours" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "reminded_of" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_session_id_season_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."season_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_registrations" ADD CONSTRAINT "session_registrations_session_id_season_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."season_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_registrations" ADD CONSTRAINT "session_registrations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_sites" ADD CONSTRAINT "season_sites_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_sites_site_id_index" ON "session_sites" USING btree ("site_id");--> statement-breakpoint
CREATE UNIQUE INDEX "session_registrations_once" ON "session_registrations" USING btree ("session_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "session_registrations_turn" ON "session_registrations" USING btree ("session_id","turn");--> statement-breakpoint
CREATE INDEX "session_registrations_session_id_status_turn_index" ON "session_registrations" USING btree ("session_id","status","turn") WHERE "session_registrations"."status" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "session_registrations_person_id_index" ON "session_registrations" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "season_sites_name" ON "season_sites" USING btree ("season_id","name");--> statement-breakpoint
CREATE INDEX "season_sites_season_id_created_at_index" ON "season_sites" USING btree ("season_id","created_at");--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enrolments_site_id_index" ON "enrolments" USING btree ("site_id");