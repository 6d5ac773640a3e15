#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/verbs.hpp"
#include "record/database.hpp"
#include "record/run_file.hpp"

namespace cupola {

namespace {

struct ExplainOptions {
  std::string run;
  std::vector<std::string> names;
  bool json = false;
};

/// The links of the chain, one row a threat: when each was first passed, seconds from the start.
constexpr const char* kThreats = R"(
SELECT p.name, p.class, p.fate, p.fate_time_s, p.cause, p.contributing,
  (SELECT min(time_s) FROM plots WHERE shadow = p.name),
  (SELECT min(time_s) FROM tracks WHERE shadow = p.name AND confirmed),
  (SELECT min(time_s) FROM decisions WHERE shadow = p.name AND category = 'hostile'),
  (SELECT min(time_s) FROM orders WHERE shadow = p.name AND kind = 'engage'),
  (SELECT min(time_s) FROM shots WHERE shadow = p.name),
  (SELECT count(*) FROM shots WHERE shadow = p.name)
FROM platforms p WHERE p.side = 'hostile' ORDER BY p.name)";

constexpr const char* kRounds = R"(
SELECT s.round, s.time_s, s.weapon, s.launcher, ifnull(s.shadow, 'a false track'), r.cause, r.time_s, r.engaged
FROM shots s LEFT JOIN rounds r USING(round) ORDER BY s.time_s, s.round)";

/// Everything that happened to one platform, in order.
constexpr const char* kStory = R"(
SELECT time_s, what FROM (
  SELECT min(time_s) AS time_s, 'first echo at ' || radar || ', ' || round(range_m / 1000) || ' km' AS what
    FROM plots WHERE shadow = ?1 GROUP BY radar
  UNION ALL SELECT min(time_s), 'firm track at ' || post FROM tracks WHERE shadow = ?1 AND confirmed GROUP BY post
  UNION ALL SELECT max(time_s), 'track lost at ' || post FROM tracks WHERE shadow = ?1 AND dropped GROUP BY post
  UNION ALL SELECT time_s, post || ': ' || category || ' (P hostile ' || round(hostile_probability, 2) || '), ' || verdict
    FROM decisions WHERE shadow = ?1
  UNION ALL SELECT time_s, post || ' orders ' || fire_unit ||
      CASE kind WHEN 'cease' THEN ' to cease engaging it' ELSE ' to engage it' END FROM orders
    WHERE shadow = ?1 AND kind <> 'launch'
  UNION ALL SELECT time_s, weapon || ' leaves ' || launcher || ' (round ' || round || ')' FROM shots WHERE shadow = ?1
  UNION ALL SELECT r.time_s, 'round ' || r.round || ': ' || r.cause FROM rounds r JOIN shots s USING(round) WHERE s.shadow = ?1
  UNION ALL SELECT time_s, fire_unit || ' reports: ' || verdict FROM assessments WHERE shadow = ?1
  UNION ALL SELECT fate_time_s, 'END: ' || fate || CASE cause WHEN '' THEN '' ELSE ' (' || cause || ')' END
    FROM platforms WHERE name = ?1)
ORDER BY time_s)";

std::string seconds(const Statement& row, int column) {
  return row.null(column) ? std::string("-") : fmt::format("{:.1f}", row.number(column));
}

std::string meta(Database& run, const std::string& key) {
  Statement row = run.prepare("SELECT value FROM meta WHERE key = ?");
  row.bind(key);
  return row.step() ? row.text(0) : std::string();
}

void print_threats(Database& run) {
  fmt::print("{}: {}\nseconds from the start at which each link was first passed; precedence: {}\n\n",
             meta(run, "scenario"), meta(run, "ledger_title"), meta(run, "precedence"));
  fmt::print("{:<26} {:>7} {:>7} {:>7} {:>7} {:>7} {:>6}  {:>7}  {}\n", "threat", "echo", "track", "hostile",
             "order", "launch", "rounds", "end", "fate (primary cause; contributing)");
  Statement row = run.prepare(kThreats);
  while (row.step()) {
    const std::string fate = row.text(2), cause = row.text(4), contributing = row.text(5);
    std::string end = fate == cause ? fate : fmt::format("{} ({})", fate, cause);
    if (contributing != cause) end += "; " + contributing;
    fmt::print("{:<26} {:>7} {:>7} {:>7} {:>7} {:>7} {:>6}  {:>7}  {}\n", row.text(0), seconds(row, 6),
               seconds(row, 7), seconds(row, 8), seconds(row, 9), seconds(row, 10), row.integer(11),
               seconds(row, 3), end);
  }
}

void print_rounds(Database& run) {
  fmt::print("\n{:>5} {:>8}  {:<10} {:<28} {:<26} {:>8}  {}\n", "round", "launch", "weapon", "launcher",
             "fired at", "end", "what became of it");
  Statement row = run.prepare(kRounds);
  while (row.step())
    fmt::print("{:>5} {:>8}  {:<10} {:<28} {:<26} {:>8}  {}\n", row.integer(0), seconds(row, 1), row.text(2),
               row.text(3), row.text(4), seconds(row, 6), row.text(5));
}

bool print_story(Database& run, const std::string& name) {
  Statement row = run.prepare(kStory);
  row.bind(name);
  bool any = false;
  while (row.step()) {
    if (!any) fmt::print("{}\n", name);
    any = true;
    fmt::print("  {:>8}  {}\n", seconds(row, 0), row.text(1));
  }
  if (!any)
    fmt::print(stderr, "There is no platform `{}` in this run; without a name, explain lists them all.\n",
               name);
  return any;
}

void print_json(Database& run) {
  nlohmann::ordered_json j;
  for (const char* key : {"version", "scenario", "digest"}) j[key] = meta(run, key);
  j["seed"] = std::stoull(meta(run, "seed"));
  const auto maybe = [](const Statement& row, int c) {
    return row.null(c) ? nlohmann::ordered_json() : nlohmann::ordered_json(row.number(c));
  };
  for (Statement row = run.prepare(kThreats); row.step();)
    j["threats"].push_back({{"name", row.text(0)},
                            {"class", row.text(1)},
                            {"fate", row.text(2)},
                            {"fate_time_s", maybe(row, 3)},
                            {"cause", row.text(4)},
                            {"contributing", row.text(5)},
                            {"first_echo_s", maybe(row, 6)},
                            {"first_track_s", maybe(row, 7)},
                            {"first_hostile_s", maybe(row, 8)},
                            {"first_order_s", maybe(row, 9)},
                            {"first_launch_s", maybe(row, 10)},
                            {"rounds", row.integer(11)}});
  for (Statement row = run.prepare(kRounds); row.step();)
    j["rounds"].push_back({{"round", row.integer(0)},
                           {"launch_s", maybe(row, 1)},
                           {"weapon", row.text(2)},
                           {"launcher", row.text(3)},
                           {"fired_at", row.text(4)},
                           {"cause", row.text(5)},
                           {"end_s", maybe(row, 6)}});
  fmt::print("{}\n", j.dump(2));
}

int explain(const ExplainOptions& options) {
  if (!std::filesystem::exists(options.run)) {
    fmt::print(stderr, "{}: error: no such file\n", options.run);
    return kBadInput;
  }
  Database run = Database::open(options.run);
  Statement version = run.prepare("PRAGMA user_version");
  if (!run.ok() || !version.step() || version.integer(0) != kRunFileVersion) {
    fmt::print(
        stderr,
        "{}: error: not a run file of this version of Cupola\n  hint: `cupola run SCENARIO` writes one\n",
        options.run);
    return kBadInput;
  }
  if (options.json) {
    print_json(run);
  } else if (options.names.empty()) {
    print_threats(run);
    print_rounds(run);
    fmt::print("\nThis says what happened, not why. `cupola explain {} NAME` tells one platform's story.\n",
               options.run);
  } else {
    for (const std::string& name : options.names)
      if (!print_story(run, name)) return kBadInput;
  }
  return kDone;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand(
      "explain", "Tell what happened to each threat and each round of a run, link by link");
  auto options = std::make_shared<ExplainOptions>();
  verb->add_option("RUN", options->run, "Run file")->required();
  verb->add_option("NAME", options->names, "Platforms whose whole story to tell");
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->footer("Example:  cupola explain 03-murted-mixed-raid.seed-1.replicate-0.cupola");
  verb->callback([options, &exit_code] { exit_code = explain(*options); });
}

}  // namespace cupola
