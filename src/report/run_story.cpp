#include "report/run_story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/suggest.hpp"

namespace cupola {

namespace {

/// An order counts of either kind, engage or launch: what an engaged track was of may change before the
/// launch.
constexpr const char* kPlatforms = R"(
SELECT p.name, p.side, p.class, p.fate, p.cause, p.contributing,
  (SELECT min(time_s) FROM plots WHERE shadow = p.name),
  (SELECT min(time_s) FROM tracks WHERE shadow = p.name AND confirmed),
  (SELECT min(time_s) FROM decisions WHERE shadow = p.name AND category = 'hostile'),
  (SELECT min(time_s) FROM orders WHERE shadow = p.name AND kind <> 'cease'),
  (SELECT min(time_s) FROM shots WHERE shadow = p.name),
  p.fate_time_s,
  (SELECT count(*) FROM shots WHERE shadow = p.name),
  (SELECT min(round) FROM rounds WHERE p.fate = 'killed' AND engaged = p.name
     AND time_s = p.fate_time_s AND (cause = 'hit' OR cause LIKE 'fired at %'))
FROM platforms p ORDER BY p.side <> 'hostile', p.name)";

constexpr const char* kRounds = R"(
SELECT s.round, s.weapon, s.launcher, ifnull(s.shadow, 'a false track'), ifnull(r.engaged, ''), r.cause, s.time_s, r.time_s,
  EXISTS(SELECT 1 FROM platforms p WHERE p.name = r.engaged AND p.fate = 'killed' AND p.fate_time_s = r.time_s
    AND (r.cause = 'hit' OR r.cause LIKE 'fired at %'))
FROM shots s LEFT JOIN rounds r USING(round) ORDER BY s.time_s, s.round)";

/// Everything that happened to one platform, in order.
constexpr const char* kStory = R"(
SELECT time_s, what FROM (
  SELECT min(time_s) AS time_s, 1 AS rank, 'first echo at ' || radar || ', ' || CAST(round(range_m / 1000) AS INTEGER) || ' km' AS what
    FROM plots WHERE shadow = ?1 GROUP BY radar
  UNION ALL SELECT min(time_s), 2, 'firm track at ' || post FROM tracks WHERE shadow = ?1 AND confirmed GROUP BY post
  UNION ALL SELECT max(time_s), 3, 'track lost at ' || post FROM tracks WHERE shadow = ?1 AND dropped GROUP BY post
  UNION ALL SELECT time_s, 4, post || ': ' || category || ' (hostile with probability ' || round(hostile_probability, 2) || '), ' || verdict
    FROM decisions WHERE shadow = ?1
  UNION ALL SELECT time_s, 5, post || ' orders ' || fire_unit || CASE kind WHEN 'cease' THEN ' to leave it' ELSE ' to ' || kind || ' it' END FROM orders
    WHERE shadow = ?1 AND kind <> 'launch'
  UNION ALL SELECT time_s, 6, weapon || ' leaves ' || launcher || ' (round ' || round || ')' FROM shots WHERE shadow = ?1
  UNION ALL SELECT r.time_s, 7, 'round ' || r.round || ': ' || r.cause ||
      CASE WHEN r.engaged <> ?1 THEN ' (it meets ' || r.engaged || ')' ELSE '' END
    FROM rounds r JOIN shots s USING(round) WHERE s.shadow = ?1
  UNION ALL SELECT r.time_s, 7, 'round ' || r.round || ', fired at ' || ifnull(s.shadow, 'a false track') || ', meets it: ' || r.cause
    FROM rounds r JOIN shots s USING(round) WHERE r.engaged = ?1 AND ifnull(s.shadow, '') <> ?1
  UNION ALL SELECT time_s, 9, 'strikes ' || what || ': ' || CASE WHEN hit THEN 'a hit' ELSE 'no hit' END ||
      CASE WHEN way <> '' THEN ' (' || way || CASE WHEN miss_m IS NULL THEN '' ELSE ', ' || CAST(round(miss_m) AS INTEGER) || ' m off' END || ')' ELSE '' END ||
      CASE WHEN kind = 'asset' THEN ', ' || CAST(round(100 * left) AS INTEGER) || ' % of its value left'
           WHEN NOT hit THEN ''
           WHEN EXISTS (SELECT 1 FROM strikes b WHERE b.kind = s.kind AND b.what = s.what AND b.hit AND b.rowid < s.rowid)
             THEN ', which was lost already' ELSE ', which is out of action' END
    FROM strikes s WHERE platform = ?1
  UNION ALL SELECT time_s, 8, fire_unit || ' reports: ' || verdict FROM assessments WHERE shadow = ?1)
ORDER BY time_s, rank, what)";

/// What was to be struck: every asset, and every element of the defence that something got to.
constexpr const char* kTargets = R"(
SELECT kind, what, strikes, hits, left, first_hit_s, by FROM (
  SELECT 'asset' AS kind, name AS what, strikes, hits, left,
      (SELECT min(time_s) FROM strikes s WHERE s.kind = 'asset' AND s.what = a.name AND hit) AS first_hit_s,
      (SELECT group_concat(platform, ', ') FROM (SELECT platform FROM strikes s WHERE s.kind = 'asset' AND s.what = a.name
        AND hit ORDER BY time_s, platform)) AS by FROM assets a
  UNION ALL SELECT kind, what, count(*), sum(hit), min(left), min(CASE WHEN hit THEN time_s END),
      (SELECT group_concat(platform, ', ') FROM (SELECT platform FROM strikes t WHERE t.kind = s.kind AND t.what = s.what
        AND hit ORDER BY time_s, platform)) FROM strikes s WHERE kind <> 'asset' GROUP BY kind, what)
ORDER BY kind <> 'asset', what)";

/// A list as it stands in a run file, `a, b`, taken apart.
std::vector<std::string> listed(const std::string& text) {
  std::vector<std::string> entries;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(", ", at), text.size());
    entries.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return entries;
}

Seconds seconds(const Statement& row, int column) {
  return row.null(column) ? Seconds() : Seconds(row.number(column));
}

std::vector<std::string> names_where(Database& run, const char* sql, const std::string& value) {
  std::vector<std::string> names;
  Statement row = run.prepare(sql);
  row.bind(value);
  while (row.step()) names.push_back(row.text(0));
  return names;
}

/// How the story ends: `FRIEND HIT: killed by round 7`.
std::string end_text(const PlatformStory& p) {
  std::string text = "END: " + p.fate;
  if (p.fate == "killed" && !p.is_hostile())
    text = (p.side == "friend" ? "FRIEND HIT: " : "NEUTRAL HIT: ") + p.fate;
  if (p.killed_by) text += " by round " + std::to_string(*p.killed_by);
  return p.cause.empty() || p.cause == p.fate ? text : text + " (" + p.cause + ")";
}

}  // namespace

std::string clock_text(double time_s) {
  const auto seconds = static_cast<long long>(std::floor(time_s));
  return fmt::format("{:02}:{:02}", seconds / 60, seconds % 60);
}

std::vector<PlatformStory> platform_stories(Database& run) {
  std::vector<PlatformStory> stories;
  for (Statement row = run.prepare(kPlatforms); row.step();) {
    PlatformStory& p = stories.emplace_back();
    p.name = row.text(0);
    p.side = row.text(1);
    p.target_class = row.text(2);
    p.fate = row.text(3);
    p.cause = row.text(4);
    p.contributing = listed(row.text(5));
    p.echo = seconds(row, 6);
    p.track = seconds(row, 7);
    p.hostile = seconds(row, 8);
    p.order = seconds(row, 9);
    p.launch = seconds(row, 10);
    p.end = seconds(row, 11);
    p.rounds = row.integer(12);
    if (!row.null(13)) p.killed_by = row.integer(13);
  }
  return stories;
}

std::vector<RoundStory> round_stories(Database& run) {
  std::vector<RoundStory> stories;
  for (Statement row = run.prepare(kRounds); row.step();) {
    RoundStory& r = stories.emplace_back();
    r.round = row.integer(0);
    r.weapon = row.text(1);
    r.launcher = row.text(2);
    r.fired_at = row.text(3);
    r.met = row.text(4);
    r.cause = row.text(5);
    r.launch = seconds(row, 6);
    r.end = seconds(row, 7);
    r.killed = row.integer(8) != 0;
  }
  return stories;
}

std::vector<StoryMoment> story_of(Database& run, const std::string& platform) {
  std::vector<StoryMoment> story;
  Statement row = run.prepare(kStory);
  row.bind(platform);
  while (row.step()) story.push_back({row.number(0), row.text(1)});
  for (const PlatformStory& p : platform_stories(run))
    if (p.name == platform) story.push_back({p.end.value_or(0.0), end_text(p)});
  // What is believed and reported goes on after the end.
  std::stable_sort(story.begin(), story.end(),
                   [](const StoryMoment& a, const StoryMoment& b) { return a.time_s < b.time_s; });
  return story;
}

std::vector<TargetStory> target_stories(Database& run) {
  std::vector<TargetStory> stories;
  for (Statement row = run.prepare(kTargets); row.step();)
    stories.push_back({row.text(0), row.text(1), row.integer(2), row.integer(3), row.number(4),
                       seconds(row, 5), row.text(6)});
  return stories;
}

std::vector<StoryMoment> run_timeline(Database& run) {
  std::vector<StoryMoment> moments;
  for (Statement row = run.prepare("SELECT time_s, what FROM timeline ORDER BY time_s, rowid"); row.step();)
    moments.push_back({row.number(0), row.text(1)});
  return moments;
}

std::vector<std::string> platforms_called(Database& run, const std::string& name, std::string& hint) {
  std::vector<std::string> called = names_where(run, "SELECT name FROM platforms WHERE name = ?1", name);
  if (called.empty())
    called = names_where(run, "SELECT name FROM platforms WHERE group_name = ?1 ORDER BY name", name);
  if (!called.empty()) return called;
  const std::vector<std::string> known = names_where(
      run, "SELECT DISTINCT group_name FROM platforms UNION SELECT name FROM platforms WHERE ?1 <> ''", name);
  hint = did_you_mean(meant_names(name, std::vector<std::string_view>(known.begin(), known.end())));
  return {};
}

}  // namespace cupola
