#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "catalogue/yaml.hpp"
#include "cli/cpu_clock.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/reading_options.hpp"
#include "cli/settings_options.hpp"
#include "cli/track_associations.hpp"
#include "cli/track_figure.hpp"
#include "cli/track_registration.hpp"
#include "cli/track_rows.hpp"
#include "cli/track_warnings.hpp"
#include "cli/tracker_settings.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"
#include "formats/read_detections.hpp"
#include "formats/track_rows.hpp"
#include "tracking/detection_scans.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

struct TrackOptions : TrackerSettingsFile {
  std::string plots, out, associations, figure, settings_file;
  std::map<std::string, std::string> settings_texts;
  bool json = false, quiet = false;
};

/// What a run of the tracker came to.
struct TrackSummary {
  std::size_t plots = 0, late = 0, used = 0, scans = 0, rows = 0, tracks = 0;
  std::int64_t firm = 0, begun = 0;
  double cpu_s = 0.0;
  LimitsMet limits_met;
  std::string digest;
  Json sensors = Json::array(), registration = Json::array();
};

Declaration declaration_of(TrackOptions& o) {
  return [&o](FieldVisitor& v) { declare(v, static_cast<TrackerSettingsFile&>(o)); };
}

bool read_settings(TrackOptions& o) {
  if (o.settings_file.empty()) return true;
  Problems problems;
  Document document;
  const bool good = !refuse_kind(o.settings_file, problems) &&
                    read_yaml(o.settings_file, document, problems) &&
                    read_tracker_settings(document, o, problems);
  if (!good) complain(problems.text());
  return good;
}

bool begins_with(const std::string& path, const std::string& word) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(word.size(), ' ');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin == word;
}
bool is_tracks(const std::string& path) { return begins_with(path, "time_s,track,"); }
bool is_associations(const std::string& path) { return begins_with(path, "row,time_s,"); }

bool may_write(const TrackOptions& o) {
  const std::vector<std::string> inputs = {o.plots, o.reading.sensors, o.settings_file};
  std::string why;
  if (o.out != "-" && !keeps_nothing(o.out))
    why = why_not_write(o.out, "a file of tracks", is_tracks, inputs);
  if (why.empty() && !o.associations.empty())
    why = why_not_write(o.associations, "a file of associations", is_associations, inputs);
  if (why.empty() && !o.figure.empty())
    why = why_not_write(o.figure, "an SVG or PNG file", is_track_figure, inputs);
  if (!why.empty()) complain(why);
  return why.empty();
}

/// What was told by data that a tracker on the spot would not have yet.
void say_what_was_foreseen(const DetectionSet& set, const std::vector<ScanRhythm>& rhythms) {
  constexpr std::size_t kShown = 5;
  std::size_t count = 0;
  std::string text;
  for (std::size_t i = 0; i < rhythms.size(); ++i) {
    if (!rhythms[i].from_data || !(rhythms[i].period_s > 0.0)) continue;
    if (count++ < kShown)
      text +=
          fmt::format("{}`{}` {:.4g} s", text.empty() ? "" : ", ", set.sensors[i].name, rhythms[i].period_s);
  }
  if (count == 0) return;
  complain(fmt::format("scan period by the whole file, later scans included: {}{}\n", text,
                       count > kShown ? fmt::format(" and {} more", count - kShown) : ""));
}

std::vector<ScanRhythm> rhythms_of(const TrackOptions& o, const DetectionSet& set) {
  std::vector<ScanRhythm> rhythms;
  for (std::size_t i = 0; i < set.sensors.size(); ++i) {
    rhythms.push_back(scan_rhythm(set, static_cast<int>(i), o.settings.scan_period_s));
    if (rhythms.back().period_s > 0.0 || rhythms.back().at_once || o.quiet) continue;
    complain(
        fmt::format("warning: nothing tells the scan period of sensor `{}`: taken for {:g} s\n"
                    "  hint: say it with --scan-period\n",
                    set.sensors[i].name, DetectionScans<2>::kUnknownPeriod_s));
  }
  if (!o.quiet) say_what_was_foreseen(set, rhythms);
  return rhythms;
}

Json sensor_json(const DetectionSensor& sensor, const ScanRhythm& rhythm, const SensorEstimate& estimate) {
  return {{"name", sensor.name},
          {"period_s", rhythm.period_s},
          {"period_from_whole_file", rhythm.from_data && rhythm.period_s > 0.0},
          {"detection_probability", estimate.detection_probability()},
          {"false_per_scan", estimate.false_per_scan()}};
}

/// What the tracker thinks after one scan.
template <int D>
void take_estimates(const TrackOptions& o, DetectionTracker<D>& tracker, const PlotScan<D>& scan,
                    std::vector<TrackEstimate<D>>& estimates, std::vector<TrackAtPlot<D>>& at_plots,
                    TrackSummary& summary) {
  const double begin_s = thread_cpu_s();
  if (o.at == RowsAt::plot) {
    tracker.estimate_at_plots(at_plots);
  } else {
    tracker.estimate(scan.end, estimates);
    at_plots.clear();
    for (const TrackEstimate<D>& e : estimates) at_plots.push_back({scan.end, e});
  }
  summary.cpu_s += thread_cpu_s() - begin_s;
}

template <int D>
void take_used(const PlotScan<D>& scan, const DetectionTracker<D>& tracker, TrackAssociations& used) {
  for (std::size_t i = 0; i < scan.plots.size(); ++i)
    if (tracker.plot_tracks()[i] != 0)
      used.take({scan.plots[i].row, tracker.plot_tracks()[i], scan.plots[i].time, scan.sensor});
}

template <int D>
int track_all(const TrackOptions& o, const DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
              TrackSummary& summary) {
  DetectionScans<D> scans(set, rhythms);
  DetectionTracker<D> tracker(o.settings, set.sensors);
  TrackRows<D> rows(o.out);
  TrackAssociations used(o.associations, set);
  PlotScan<D> scan;
  std::vector<TrackEstimate<D>> estimates;
  std::vector<TrackAtPlot<D>> at_plots;
  Progress progress(std::max<std::size_t>(set.detections.size(), 1), o.quiet, "plots");
  Time last_end = kNever, in_time{INT64_MIN};
  bool wanted = true;
  while (wanted && !interrupted() && scans.next(scan)) {
    // Scans of several sensors may end at one time: then the last picture stands.
    if (o.at == RowsAt::scan && last_end != kNever && written_us(scan.end) == written_us(last_end))
      rows.drop_waiting();
    last_end = scan.end;
    const double begin_s = thread_cpu_s();
    tracker.process(scan);
    summary.cpu_s += thread_cpu_s() - begin_s;
    ++summary.scans;
    take_estimates(o, tracker, scan, estimates, at_plots, summary);
    // What arrives behind the last scan ends none: there is no time at which a picture is due.
    if (!scan.late) in_time = std::max(in_time, scan.end);
    if (o.at == RowsAt::scan && scan.end > in_time) at_plots.clear();
    rows.take(at_plots);
    take_used(scan, tracker, used);
    // A plot that is to come may still say more of a track that is newer.
    wanted = rows.write_before(o.at == RowsAt::plot ? scans.earliest_left() : scan.end) &&
             used.settle(tracker.firm(), [&](std::int64_t number) { return tracker.is_held(number); });
    progress.show(scans.done());
  }
  progress.clear();
  if (interrupted()) {
    complain("Stopped before the end: run it again.\n");
    return kInterrupted;
  }
  const int finished = rows.finish(), written = used.finish();
  summary.plots = set.detections.size();
  summary.late = scans.late();
  summary.used = used.count();
  summary.rows = rows.count();
  summary.tracks = rows.tracks();
  summary.firm = tracker.tracks_confirmed();
  summary.begun = tracker.tracks_begun();
  summary.digest = rows.digest();
  summary.limits_met = tracker.limits_met();
  for (std::size_t i = 0; i < set.sensors.size(); ++i)
    summary.sensors.push_back(sensor_json(set.sensors[i], rhythms[i], tracker.sensor(static_cast<int>(i))));
  return finished != kDone ? finished : written;
}

double ms_per_scan(const TrackSummary& s) {
  return s.scans > 0 ? 1e3 * s.cpu_s / static_cast<double>(s.scans) : 0.0;
}

Json as_json(const TrackOptions& o, const TrackSummary& s) {
  return {{"digest", s.digest},
          {"seed", nullptr},
          {"version", version()},
          {"plots", s.plots},
          {"plots_late", s.late},
          {"plots_used", s.used},
          {"scans", s.scans},
          {"firm_tracks", s.firm},
          {"tracks_with_rows", s.tracks},
          {"tracks_begun", s.begun},
          {"rows", s.rows},
          {"association", o.settings.association == AssociationMethod::bp ? "bp" : "gnn"},
          {"limits_met",
           {{"crowded_gates", s.limits_met.crowded_gates},
            {"unsettled_clusters", s.limits_met.unsettled_clusters},
            {"tracks_not_begun", s.limits_met.tracks_not_begun}}},
          {"sensors", s.sensors},
          {"registration", s.registration},
          {"cpu_ms_per_scan", ms_per_scan(s)}};
}

int track(TrackOptions o) {
  if (!read_settings(o)) return kBadInput;
  take_settings_options(declaration_of(o), o.settings_texts);
  if (!may_write(o)) return kCannotWrite;
  catch_interrupts();
  Problems problems;
  std::optional<DetectionsRead> read = read_detections(o.plots, o.reading, problems);
  if (!read) {
    complain(problems.text());
    return kBadInput;
  }
  if (!o.quiet)
    for (const std::string& warning : read->warnings) complain(fmt::format("warning: {}\n", warning));
  const std::vector<ScanRhythm> rhythms = rhythms_of(o, read->set);
  TrackSummary summary;
  if (o.registered) {
    RegistrationReport report = register_detections(read->set, rhythms, o.settings);
    if (!o.quiet) complain(report.text);
    summary.registration = std::move(report.json);
  }
  const int code = over_ellipsoid(read->set) ? track_all<3>(o, read->set, rhythms, summary)
                                             : track_all<2>(o, read->set, rhythms, summary);
  if (code != kDone) return code;
  if (!o.quiet) warn_of_limits(summary.limits_met);
  if (!o.quiet) {
    warn_of_false_plots(o.settings, read->set, summary.used);
    warn_of_late_plots(summary.late, summary.plots);
    warn_of_half_a_resolution(o.settings, read->set);
  }
  if (!o.figure.empty()) {
    const std::string error = write_track_figure(o.figure, o.out, o.plots, *read);
    if (!error.empty()) complain("error: " + error + "\n");
    if (!error.empty()) return kCannotWrite;
  }
  const auto unseen = summary.firm - static_cast<std::int64_t>(summary.tracks);
  if (unseen > 0 && !o.quiet)
    complain(fmt::format("{} of {} firm tracks without a row: never reported at the time of one\n", unseen,
                         summary.firm));
  const std::string line = fmt::format(
      "{}: {} plots in {} scans, {} of them in {} firm tracks; {:.3f} ms of processor time a scan\n", o.plots,
      summary.plots, summary.scans, summary.used, summary.firm, ms_per_scan(summary));
  if (o.json) return put_json(as_json(o, summary));
  if (o.out == "-") {  // stdout is the tracks'
    if (!o.quiet) complain(line);
    return kDone;
  }
  return o.quiet ? kDone : put(line);
}

}  // namespace

void add_track(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("track", "Turn anybody's detections into tracks");
  auto o = std::make_shared<TrackOptions>();
  verb->add_option("PLOTS", o->plots, "Detections: CSV of a known layout, or ASTERIX")->required();
  verb->add_option("-o,--out", o->out, "CSV file of tracks to write; `-` for stdout")->required();
  add_reading_options(verb, o->reading);
  verb->add_option("--associations", o->associations, "CSV file to write: which plots each firm track used");
  verb->add_option("--figure", o->figure, "Picture of plots and tracks to write: .svg or .png");
  verb->add_option("--settings", o->settings_file,
                   "YAML file with the settings below: `speed_sd: 250 m/s`, `turn: {share: 0.4}`");
  add_settings_options(verb, declaration_of(*o), o->settings_texts);
  verb->add_flag("--json", o->json, "One JSON object on stdout");
  verb->add_flag("--quiet", o->quiet, "Neither progress nor warnings");
  verb->footer(
      "Example:  cupola track plots.csv --sensors sensors.csv --out tracks.csv\n"
      "          cupola track plots.csv --out tracks.csv --association bp --turn-share 0.5");
  verb->callback([o, &exit_code] {
    if (o->json && o->out == "-") throw CLI::ValidationError("--json", "stdout is taken by --out -");
    if (o->associations == "-") throw CLI::ValidationError("--associations", "name a file");
    const bool drawn = !o->figure.empty();
    if (drawn && (o->out == "-" || keeps_nothing(o->out)))
      throw CLI::ValidationError("--figure", "is drawn from the file of tracks: name one with --out");
    if (drawn && !o->figure.ends_with(".svg") && !o->figure.ends_with(".png"))
      throw CLI::ValidationError("--figure", fmt::format("`{}`: end it in .svg or .png", o->figure));
    exit_code = track(*o);
  });
}

}  // namespace cupola
