#include "cli/print_story.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/open_run.hpp"
#include "cli/words.hpp"
#include "core/printable.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

std::string clock_of(const Seconds& time_s) { return time_s ? clock_text(*time_s) : std::string("-"); }

std::string end_of(const PlatformStory& p) {
  std::string text = p.fate == p.cause || p.cause.empty() ? p.fate : fmt::format("{} ({})", p.fate, p.cause);
  if (p.killed_by) text += fmt::format(" by round {}", *p.killed_by);
  std::string others;
  for (const std::string& cause : p.contributing)
    if (cause != p.cause) others += (others.empty() ? "; also " : ", ") + cause;
  return text + others;
}

std::string threats_text(const std::vector<PlatformStory>& platforms) {
  std::string text = fmt::format("{:<26} {:>6} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6}  {}\n", "threat", "echo",
                                 "track", "hostile", "order", "launch", "rounds", "end",
                                 "fate (primary cause); also: what contributed");
  for (const PlatformStory& p : platforms)
    if (p.is_hostile())
      text += fmt::format("{:<26} {:>6} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6}  {}\n", printable(p.name),
                          clock_of(p.echo), clock_of(p.track), clock_of(p.hostile), clock_of(p.order),
                          clock_of(p.launch), p.rounds, clock_of(p.end), end_of(p));
  return text;
}

/// Friends and neutrals that were shot at or hit: nobody must overlook them.
std::string bystanders_text(const std::vector<PlatformStory>& platforms) {
  std::string text;
  for (const PlatformStory& p : platforms) {
    if (p.is_hostile() || (p.rounds == 0 && p.fate != "killed")) continue;
    const char* side = p.side == "friend" ? "FRIEND" : "NEUTRAL";
    text += p.fate == "killed"
                ? fmt::format("{} HIT: {} is killed at {}{}\n", side, printable(p.name), clock_of(p.end),
                              p.killed_by ? fmt::format(" by round {}", *p.killed_by) : "")
                : fmt::format("{} FIRED AT: {}, {} rounds\n", side, printable(p.name), p.rounds);
  }
  return text.empty() ? text : text + "\n";
}

std::string rounds_text(Database& run) {
  std::string text = fmt::format("\n{:>5} {:>6}  {:<10} {:<28} {:<26} {:>6}  {:<26} {}\n", "round", "launch",
                                 "weapon", "launcher", "fired at", "end", "met", "what became of it");
  for (const RoundStory& r : round_stories(run)) {
    const std::string met = r.met.empty() ? "-" : r.met == r.fired_at ? "the same" : printable(r.met);
    text += fmt::format("{:>5} {:>6}  {:<10} {:<28} {:<26} {:>6}  {:<26} {}{}\n", r.round, clock_of(r.launch),
                        printable(r.weapon), printable(r.launcher), printable(r.fired_at), clock_of(r.end),
                        met, r.cause, r.killed ? ": kills it" : "");
  }
  return text;
}

/// `2 hits from 12:03 on (cruise-01, cruise-04), 36 % of its value left`.
std::string end_of(const TargetStory& t) {
  if (t.hits == 0) return t.strikes == 0 ? "nothing got to it" : "survived";
  const std::string hits = fmt::format("{} hit{} from {} on ({})", t.hits, t.hits == 1 ? "" : "s",
                                       clock_of(t.first_hit), printable(t.hit_by));
  return hits + (t.kind == "asset" ? fmt::format(", {:.0f} % of its value left", 100.0 * t.left)
                                   : ", out of action");
}

std::string targets_text(Database& run) {
  const std::vector<TargetStory> targets = target_stories(run);
  if (targets.empty()) return {};
  std::string text =
      fmt::format("\n{:<28} {:<9} {:>7}  {}\n", "what was to be struck", "", "strikes", "what became of it");
  for (const TargetStory& t : targets)
    text += fmt::format("{:<28} {:<9} {:>7}  {}\n", printable(t.name), t.kind, t.strikes, end_of(t));
  return text;
}

/// What ground it was, in the words of the file.
std::string ground_of(Database& run) { return printable(run_meta(run, "terrain")); }

/// What every object says of the run.
Json about(Database& run) {
  Json j;
  for (const char* key : {"version", "scenario", "digest", "figures"}) j[key] = run_meta(run, key);
  for (const char* key : {"seed", "replicate"}) {
    const Json number = Json::parse(run_meta(run, key), nullptr, false);
    j[key] = number.is_number() ? number : Json();
  }
  if (const std::string ground = run_meta(run, "terrain"); !ground.empty())
    j["terrain"] = {{"words", ground}, {"content_hash", run_meta(run, "terrain_hash")}};
  j["is_one_draw"] = true;
  return j;
}

Json maybe(const Seconds& time_s) { return time_s ? Json(*time_s) : Json(); }

Json platform_json(const PlatformStory& p) {
  return {{"name", p.name},
          {"side", p.side},
          {"class", p.target_class},
          {"fate", p.fate},
          {"fate_time_s", maybe(p.end)},
          {"cause", p.cause},
          {"contributing", p.contributing},
          {"first_echo_s", maybe(p.echo)},
          {"first_track_s", maybe(p.track)},
          {"first_hostile_s", maybe(p.hostile)},
          {"first_order_s", maybe(p.order)},
          {"first_launch_s", maybe(p.launch)},
          {"rounds", p.rounds},
          {"killed_by_round", p.killed_by ? Json(*p.killed_by) : Json()}};
}

Json round_json(const RoundStory& r) {
  return {
      {"round", r.round},       {"launch_s", maybe(r.launch)}, {"weapon", r.weapon},
      {"launcher", r.launcher}, {"fired_at", r.fired_at},      {"met", r.met.empty() ? Json() : Json(r.met)},
      {"cause", r.cause},       {"killed", r.killed},          {"end_s", maybe(r.end)}};
}

Json moments_json(const std::vector<StoryMoment>& moments) {
  Json list = Json::array();
  for (const StoryMoment& m : moments) list.push_back({{"time_s", m.time_s}, {"what", m.what}});
  return list;
}

std::string moments_text(const std::vector<StoryMoment>& moments) {
  std::string text;
  for (const StoryMoment& m : moments)
    text += fmt::format("  {:>6}  {}\n", clock_text(m.time_s), printable(m.what));
  return text;
}

}  // namespace

std::string chain_as_text(Database& run, const std::string& file) {
  const std::vector<PlatformStory> platforms = platform_stories(run);
  std::string text = fmt::format("{}: {}\n{}", printable(run_meta(run, "scenario")), kLedgerTitle,
                                 precedence_lines(run_meta(run, "precedence")));
  text +=
      "  Times are minutes and seconds from the start at which each link was first passed. Order: the first, "
      "to engage\n"
      "  or to launch, on a track that was of this threat just then (tracks swap; so a round may meet "
      "another threat).\n\n";
  text += bystanders_text(platforms) + threats_text(platforms) + rounds_text(run) + targets_text(run) + "\n" +
          caveat_lines(true, ground_of(run));
  return text +
         fmt::format(
             "\nThis says what happened, not why. `cupola explain {} NAME` tells one platform's story.\n",
             file);
}

Json chain_as_json(Database& run) {
  Json j = about(run);
  j["ledger_title"] = kLedgerTitle;
  j["precedence"] = run_meta(run, "precedence");
  for (const char* key : {"threats", "friends_and_neutrals", "rounds"}) j[key] = Json::array();
  for (const PlatformStory& p : platform_stories(run))
    j[p.is_hostile() ? "threats" : "friends_and_neutrals"].push_back(platform_json(p));
  for (const RoundStory& r : round_stories(run)) j["rounds"].push_back(round_json(r));
  j["targets"] = Json::array();
  for (const TargetStory& t : target_stories(run))
    j["targets"].push_back({{"name", t.name},
                            {"kind", t.kind},
                            {"strikes", t.strikes},
                            {"hits", t.hits},
                            {"left", t.left},
                            {"first_hit_s", maybe(t.first_hit)},
                            {"hit_by", t.hit_by}});
  j["caveats"] = caveats(true, ground_of(run));
  return j;
}

std::string stories_as_text(Database& run, const std::vector<std::string>& platforms) {
  std::string text;
  for (const std::string& name : platforms)
    text += fmt::format("{}\n{}\n", printable(name), moments_text(story_of(run, name)));
  return text + caveat_lines(true, ground_of(run));
}

Json stories_as_json(Database& run, const std::vector<std::string>& platforms) {
  Json j = about(run);
  j["stories"] = Json::array();
  for (const PlatformStory& p : platform_stories(run)) {
    if (std::find(platforms.begin(), platforms.end(), p.name) == platforms.end()) continue;
    Json story = platform_json(p);
    story["story"] = moments_json(story_of(run, p.name));
    j["stories"].push_back(story);
  }
  j["caveats"] = caveats(true, ground_of(run));
  return j;
}

std::string timeline_as_text(Database& run) {
  return "Timeline\n" + moments_text(run_timeline(run)) + "\n" + caveat_lines(true, ground_of(run));
}

Json timeline_as_json(Database& run) {
  Json j = about(run);
  j["timeline"] = moments_json(run_timeline(run));
  j["caveats"] = caveats(true, ground_of(run));
  return j;
}

}  // namespace cupola
