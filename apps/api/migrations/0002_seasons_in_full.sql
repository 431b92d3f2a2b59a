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
CREATE TABLE "session_sites" (
	"session_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	CONSTRAINT "session_sites_session_id_site_id_pk" PRIMARY KEY("session_id","site_id")
);
--> statement-breakpoint
ALTER TABLE "phases" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "online_url" text;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "needs_registration" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "places" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "remind_hours" integer;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "season_sessions" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "needs_kept_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "inclusion_needs" ADD CONSTRAINT "inclusion_needs_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inclusion_needs" ADD CONSTRAINT "inclusion_needs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "given_times" ADD CONSTRAINT "given_times_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "given_times" ADD CONSTRAINT "given_times_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "given_times" ADD CONSTRAINT "given_times_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_farewells" ADD CONSTRAINT "promise_farewells_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_promises" ADD CONSTRAINT "time_promises_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_promises" ADD CONSTRAINT "time_promises_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_sites" ADD CONSTRAINT "season_sites_season_id_seasons_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."seasons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_session_id_season_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."season_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_sites" ADD CONSTRAINT "session_sites_site_id_season_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."season_sites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "inclusion_needs_once" ON "inclusion_needs" USING btree ("season_id","person_id","kind");--> statement-breakpoint
CREATE INDEX "inclusion_needs_person_id_index" ON "inclusion_needs" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "given_times_season_id_person_id_day_index" ON "given_times" USING btree ("season_id","person_id","day");--> statement-breakpoint
CREATE INDEX "given_times_person_id_day_index" ON "given_times" USING btree ("person_id","day");--> statement-breakpoint
CREATE INDEX "given_times_recorded_by_index" ON "given_times" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "promise_farewells_answer_by_index" ON "promise_farewells" USING btree ("answer_by");--> statement-breakpoint
CREATE INDEX "time_promises_season_id_person_id_index" ON "time_promises" USING btree ("season_id","person_id");--> statement-breakpoint
CREATE INDEX "time_promises_person_id_index" ON "time_promises" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "season_sites_name" ON "season_sites" USING btree ("season_id","name");--> statement-breakpoint
CREATE INDEX "season_sites_season_id_created_at_index" ON "season_sites" USING btree ("season_id","created_at");--> statement-breakpoint
CREATE INDEX "session_sites_site_id_index" ON "session_sites" USING btree ("site_id");