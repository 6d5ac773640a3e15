#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/quantity_option.hpp"
#include "cli/score_plots.hpp"
#include "cli/score_print.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"
#include "core/digest.hpp"
#include "core/quantity.hpp"
#include "formats/state_rows.hpp"
#include "record/interpolate.hpp"
#include "report/rasterise.hpp"
#include "report/track_picture.hpp"

namespace cupola {

namespace {

struct ScoreOptions {
  std::string truth, tracks, out = "-", per_scan, figure, plots, sensors;
  std::string cutoff = "1 km", from, until, every, tolerance = "1 ms", siap_distance;
  double order = 2.0, ospa_order = 1.0;
  std::optional<std::uint64_t> skip, siap_confirm, siap_end;
  bool json = false, quiet = false;
};

bool ends_in(const std::string& path, const char* ending) {
  return std::filesystem::path(path).extension() == ending;
}

/// What the command line alone says; throws where it makes no sense.
ScoredTracks question_of(const ScoreOptions& o) {
  ScoredTracks scored;
  scored.truth_file = o.truth;
  scored.tracks_file = o.tracks;
  scored.rules = {quantity_option("--cutoff", o.cutoff, Dimension::length, 1e-3, 1e9), o.ospa_order, o.order};
  scored.siap_rules.threshold_m =
      o.siap_distance.empty()
          ? scored.rules.cutoff_m
          : quantity_option("--siap-distance", o.siap_distance, Dimension::length, 1e-3, 1e9);
  scored.siap_rules.pairs_to_confirm = static_cast<int>(o.siap_confirm.value_or(3));
  scored.siap_rules.misses_to_end = static_cast<int>(o.siap_end.value_or(2));
  scored.scan_rules.tolerance =
      Duration::seconds(quantity_option("--tolerance", o.tolerance, Dimension::time, 0.0, 3600.0));
  if (!o.every.empty())
    scored.scan_rules.every =
        Duration::seconds(quantity_option("--every", o.every, Dimension::time, 1e-3, 1e6));
  if (!o.from.empty())
    scored.scan_rules.from =
        Time{} + Duration::seconds(quantity_option("--from", o.from, Dimension::time, -9e9, 9e9));
  if (!o.until.empty())
    scored.scan_rules.until =
        Time{} + Duration::seconds(quantity_option("--until", o.until, Dimension::time, -9e9, 9e9));
  scored.scan_rules.skip = static_cast<int>(o.skip.value_or(0));
  if (!o.figure.empty() && !ends_in(o.figure, ".svg") && !ends_in(o.figure, ".png"))
    throw CLI::ValidationError("--figure",
                               fmt::format("`{}`: draw it as what? End it in .svg or .png", o.figure));
  if (!o.plots.empty() && o.figure.empty())
    throw CLI::ValidationError("--plots", "is drawn in a figure: say --figure too");
  return scored;
}

std::string begin_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(512, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(file.gcount()));
  return begin;
}
bool is_scores(const std::string& path) {
  const std::string begin = begin_of(path);
  return begin.find("against the truth") != std::string::npos ||
         begin.find("\"digest\"") != std::string::npos;
}
bool is_scan_scores(const std::string& path) {
  return begin_of(path).starts_with("time_s,truths,tracks,ospa_m");
}
bool is_figure(const std::string& path) {
  const std::string begin = begin_of(path);
  return begin.find("<svg") != std::string::npos || begin.starts_with("\x89PNG");
}

/// Says so where one of the files to write may not be written.
bool may_write(const ScoreOptions& o) {
  std::vector<std::string> inputs = {o.truth, o.tracks};
  if (!o.plots.empty()) inputs.push_back(o.plots);
  std::string why;
  const auto ask = [&](const std::string& path, const char* kind, bool (*is_ours)(const std::string&)) {
    if (why.empty() && !path.empty() && path != "-" && !keeps_nothing(path))
      why = why_not_write(path, kind, is_ours, inputs);
  };
  ask(o.out, "a file of scores", is_scores);
  ask(o.per_scan, "a CSV file of scores by scan", is_scan_scores);
  ask(o.figure, "an SVG or PNG file", is_figure);
  complain(why);
  return why.empty();
}

Problem problem_of(const std::string& file, const std::string& what, const std::string& hint) {
  Problem problem;
  problem.place.file = file;
  problem.what = what;
  problem.hint = hint;
  return problem;
}

/// What is wrong with both files together.
void check_files(const ScoreOptions& o, const ScoredTracks& s, Problems& problems) {
  const StateRows &truth = s.truth_rows, &tracks = s.track_rows;
  if (truth.states.empty()) {
    problems.add(problem_of(o.truth, "no truth in it: there is nothing to compare with", ""));
    return;
  }
  if (!tracks.states.empty() && truth.in_space != tracks.in_space)
    problems.add(problem_of(o.tracks,
                            tracks.in_space ? "the tracks are in space and the truth is in a plane"
                                            : "the tracks are in a plane and the truth is in space",
                            "both must be in the same frame"));
  const double steps = (truth.states.back().time - truth.states.front().time).seconds() /
                       (s.scan_rules.every.ns > 0 ? s.scan_rules.every.seconds() : INFINITY);
  if (steps > static_cast<double>(kMostScans))
    problems.add(problem_of(o.truth, "it lasts more than a million such steps", "a longer one: --every"));
}

/// Both files, of the same kind; false where something is wrong with them.
bool read_files(const ScoreOptions& o, ScoredTracks& scored) {
  Problems problems;
  std::optional<StateRows> truth = read_states(o.truth, StatesOf::truth, problems);
  std::optional<StateRows> tracks = read_states(o.tracks, StatesOf::tracks, problems);
  if (truth && tracks) {
    scored.truth_rows = std::move(*truth);
    scored.track_rows = std::move(*tracks);
    check_files(o, scored, problems);
  }
  complain(problems.text());
  return problems.empty();
}

/// Of the scans from each track's first row to its last, the share at which it stands.
double share_of_lives(const ScanStates& tracks) {
  std::vector<std::size_t> first(static_cast<std::size_t>(tracks.whos), SIZE_MAX), last(first.size());
  for (std::size_t k = 0; k < tracks.scans(); ++k)
    for (const ScoredState& state : tracks.at(k)) {
      const auto who = static_cast<std::size_t>(state.who);
      first[who] = std::min(first[who], k);
      last[who] = k;
    }
  double lives = 0.0;
  for (std::size_t who = 0; who < first.size(); ++who)
    if (first[who] != SIZE_MAX) lives += static_cast<double>(last[who] - first[who] + 1);
  return lives > 0.0 ? static_cast<double>(tracks.states.size()) / lives : 1.0;
}

/// What makes figures mean something else than they seem to.
void warn(const ScoredTracks& s) {
  if (s.truth_rows.who_column == "track" && s.track_rows.who_column != "track")
    complain(
        fmt::format("warning: {} has a column `track` and {} a column `{}`: are the two swapped?\n"
                    "  hint: cupola score TRUTH TRACKS\n",
                    s.truth_file, s.tracks_file, s.track_rows.who_column));
  const std::size_t states = s.pair.tracks.states.size();
  if (states == 0) complain("warning: no track stands at any scan: figures that speak of tracks are none\n");
  const double share = share_of_lives(s.pair.tracks);
  if (!s.pair.tracks_interpolated && 2 * s.pair.rows_without_scan > s.track_rows.states.size())
    complain(
        "warning: most rows of the tracks stand at no scan's time\n"
        "  hint: --every \"4 s\" reads tracks between their rows, at steps of your choice\n");
  else if (!s.pair.tracks_interpolated && share < 0.5)
    complain(
        fmt::format("warning: tracks stand at {:.0f} % of the scans between their first rows and their last "
                    "ones, and are "
                    "missed at the others: rows at plots, not at scans?\n"
                    "  hint: --every \"4 s\" reads tracks between their rows, at steps of your choice\n",
                    100.0 * share));
  if (s.pair.scans_without_truth > 0)
    complain(fmt::format(
        "warning: tracks go on at {} times before the truth's first row or behind its last one, and "
        "count as false there\n  hint: --from and --until leave such scans out\n",
        s.pair.scans_without_truth));
}

std::string digest_of(const ScoredTracks& s) {
  Digest digest;
  for (const ScanScore& scan : s.scores.scans) {
    digest.add(scan.time.ns);
    for (const double x : {scan.ospa_m, scan.gospa_m, scan.localisation_m_p}) digest.add(x);
    for (const int n : {scan.truths, scan.tracks, scan.missed, scan.spurious, scan.switches}) digest.add(n);
  }
  for (const double x : {s.siap.completeness, s.siap.ambiguity, s.siap.spuriousness,
                         s.siap.position_accuracy_m, s.siap.velocity_accuracy_m_s, s.siap.track_changes_per_s,
                         s.siap.longest_segment, s.scores.purity, s.scores.purity_of_life})
    digest.add(x);
  return digest.hex();
}

void compute(ScoredTracks& s) {
  s.pair = scan_states(s.truth_rows, s.track_rows, s.scan_rules);
  s.scores = score_scans(s.pair.truth, s.pair.tracks, s.rules);
  if (s.scores.refused) return;
  const std::vector<TrackOfTruth> pairs = tracks_of_truths(s.pair.truth, s.pair.tracks, s.siap_rules);
  s.siap = siap(s.pair.truth, s.pair.tracks, pairs);
  s.identity = identity_siap(s.pair.truth, s.pair.tracks, pairs);
  s.digest = digest_of(s);
}

/// Empty, or what went wrong.
std::string write_figure(const ScoreOptions& o, const ScoredTracks& s, std::vector<Vec3> plots) {
  const auto name = [](const std::string& path) { return std::filesystem::path(path).filename().string(); };
  const TrackPicture picture{fmt::format("Tracks: {} against {}", name(o.tracks), name(o.truth)),
                             scans_in_words(s),
                             s.pair.truth,
                             s.pair.tracks,
                             s.scores,
                             s.track_rows.names,
                             s.truth_rows.in_space,
                             std::move(plots)};
  const std::string svg = draw_tracks(picture, version());
  if (ends_in(o.figure, ".svg")) return write_text_file(o.figure, svg);
  std::string error;
  const std::optional<std::string> png = png_of_svg(svg, error);
  if (png) return write_text_file(o.figure, *png);
  return o.figure + ": cannot write: " + error + "\n  hint: --figure NAME.svg needs no other program";
}

int write_all(const ScoreOptions& o, const ScoredTracks& scored, std::vector<Vec3> plots) {
  std::string error;
  if (!o.per_scan.empty()) error = write_text_file(o.per_scan, scores_by_scan(scored));
  if (error.empty() && !o.figure.empty()) error = write_figure(o, scored, std::move(plots));
  if (error.empty() && o.out != "-")
    error = write_text_file(o.out, o.json ? score_as_json(scored).dump(2) + "\n" : score_as_text(scored));
  if (!error.empty()) {
    complain("error: " + error + "\n");
    return kCannotWrite;
  }
  if (o.out != "-") return kDone;
  return o.json ? put_json(score_as_json(scored)) : put(score_as_text(scored));
}

int run_score(const ScoreOptions& o) {
  ScoredTracks scored = question_of(o);
  if (!may_write(o)) return kCannotWrite;
  if (!read_files(o, scored)) return kBadInput;
  compute(scored);
  if (scored.scores.refused) {
    complain(
        fmt::format("{}: error: at {:g} s more than {} pairs of truth and track lie within the cut-off\n  "
                    "hint: a smaller "
                    "--cutoff, or fewer tracks\n",
                    o.tracks, static_cast<double>(scored.scores.refused->ns) * 1e-9, PointSets::kMostPairs));
    return kBadInput;
  }
  if (scored.scores.scans.empty()) {
    complain("error: no scan is left to be scored\n  hint: --from, --until and --skip leave out too many\n");
    return kBadInput;
  }
  if (!o.quiet) warn(scored);
  std::optional<std::vector<Vec3>> plots = std::vector<Vec3>();
  if (!o.plots.empty()) {
    const std::vector<Time>& times = scored.pair.truth.times;
    plots = read_plot_positions(o.plots, o.sensors, scored.truth_rows.in_space,
                                times.front() - usual_step(times), times.back());
  }
  if (!plots) return kBadInput;
  return write_all(o, scored, std::move(*plots));
}

}  // namespace

void add_score(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("score", "How good tracks are: OSPA, GOSPA, SIAP, identity switches");
  auto o = std::make_shared<ScoreOptions>();
  verb->add_option("TRUTH", o->truth, "Truth file, CSV or packed CSV")->required();
  verb->add_option("TRACKS", o->tracks, "Track file, likewise")->required();
  verb->add_option("--cutoff", o->cutoff, "Distance c from which a track is no track of a truth")
      ->capture_default_str();
  verb->add_option("--order", o->order, "Order p of GOSPA")
      ->check(CLI::Range(1.0, 100.0))
      ->capture_default_str();
  verb->add_option("--ospa-order", o->ospa_order, "Order p of OSPA")
      ->check(CLI::Range(1.0, 100.0))
      ->capture_default_str();
  add_whole(verb, "--skip", 0, 1'000'000, o->skip, "First scans that do not count; 0 by default");
  verb->add_option("--from", o->from, "Scans before this time of the files do not count: \"64 s\"");
  verb->add_option("--until", o->until, "Nor do those behind this one");
  verb->add_option("--every", o->every, "Scans at this step; truth and tracks are read between their rows");
  verb->add_option("--tolerance", o->tolerance, "A row so near to a scan's time is of that scan")
      ->capture_default_str();
  verb->add_option("--siap-distance", o->siap_distance, "Of SIAP's association; the cut-off by default");
  add_whole(verb, "--siap-confirm", 2, 1000, o->siap_confirm, "Scans running that confirm it; 3 by default");
  add_whole(verb, "--siap-end", 1, 1000, o->siap_end, "Misses running that end it; 2 by default");
  verb->add_option("--per-scan", o->per_scan, "CSV file to write, a line a scan");
  verb->add_option("--figure", o->figure, "Picture of truth and tracks to write: .svg or .png");
  verb->add_option("--plots", o->plots, "Plots to draw in the figure, as `cupola track` reads them");
  verb->add_option("--sensors", o->sensors,
                   "Where the plots' sensors stand; sensors.csv beside them by default");
  verb->add_option("-o,--out", o->out, "File to write the scores to; `-` for stdout");
  verb->add_flag("--json", o->json, "One JSON object");
  verb->add_flag("--quiet", o->quiet, "No warnings");
  verb->footer(
      "TRUTH and TRACKS have a header and a row a state: time_s, target or track, east_m, north_m, "
      "v_east_mps,\n"
      "v_north_mps; or in space (earth-centred, earth-fixed) x_m, y_m, z_m, vx_mps, vy_mps, vz_mps; a truth "
      "may\n"
      "also be t, id, x, y, z. With a column `identity` in both, SIAP speaks of identities, too. Others are "
      "passed over.\n"
      "Scans are the truth's times where every track row stands at one and the truth is no denser, else the\n"
      "tracks' times, at which the truth is read between its rows by cubic Hermite interpolation.\n\n"
      "Example:  cupola score truth.csv tracks.csv --skip 5 --figure tracks.svg");
  verb->callback([o, &exit_code] { exit_code = run_score(*o); });
}

}  // namespace cupola
