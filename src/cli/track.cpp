#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "catalogue/decode.hpp"
#include "catalogue/yaml.hpp"
#include "cli/cpu_clock.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/settings_options.hpp"
#include "cli/track_registration.hpp"
#include "cli/track_rows.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"
#include "formats/read_detections.hpp"
#include "tracking/detection_scans.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

struct TrackOptions {
  std::string plots, out, associations, settings_file, at = "scan";
  ReadDetectionsOptions reading;
  std::map<std::string, std::string> settings_texts;
  DetectionTrackerSettings settings;
  bool registered = false, json = false, quiet = false;
};

/// What a run of the tracker came to.
struct TrackSummary {
  std::size_t plots = 0, used = 0, scans = 0, rows = 0;
  std::int64_t firm = 0, begun = 0;
  double cpu_s = 0.0;
  std::string digest;
  Json sensors = Json::array(), registration = Json::array();
};

/// A plot and the track that it went to.
struct UsedPlot {
  std::int64_t row, track;
  Time time;
  int sensor;
};

Declaration declaration_of(DetectionTrackerSettings& settings) {
  return [&settings](FieldVisitor& v) { declare(v, settings); };
}

bool read_settings(TrackOptions& o) {
  if (o.settings_file.empty()) return true;
  Problems problems;
  Document document;
  References references;
  const bool good = !refuse_kind(o.settings_file, problems) &&
                    read_yaml(o.settings_file, document, problems) &&
                    decode(document, document.root, "", declaration_of(o.settings), references, problems);
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
  const std::vector<std::string> inputs = {o.plots};
  std::string why;
  if (o.out != "-" && !keeps_nothing(o.out))
    why = why_not_write(o.out, "a file of tracks", is_tracks, inputs);
  if (why.empty() && !o.associations.empty())
    why = why_not_write(o.associations, "a file of associations", is_associations, inputs);
  if (!why.empty()) complain(why);
  return why.empty();
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
  return rhythms;
}

Json sensor_json(const DetectionSensor& sensor, const ScanRhythm& rhythm, const SensorEstimate& estimate) {
  return {{"name", sensor.name},
          {"period_s", rhythm.period_s},
          {"detection_probability", estimate.detection_probability()},
          {"false_per_scan", estimate.false_per_scan()}};
}

/// Firm tracks' plots only; the others were nobody's.
int write_associations(const TrackOptions& o, const DetectionSet& set, std::span<const UsedPlot> used,
                       std::span<const std::int64_t> firm, std::size_t& count) {
  std::vector<std::int64_t> numbers(firm.begin(), firm.end());
  std::sort(numbers.begin(), numbers.end());
  std::string text = "row,time_s,sensor,track\n";
  count = 0;
  for (const UsedPlot& u : used) {
    if (!std::binary_search(numbers.begin(), numbers.end(), u.track)) continue;
    ++count;
    if (!o.associations.empty())
      text += fmt::format("{},{:.6f},{},{}\n", u.row, (u.time - Time{}).seconds(),
                          set.sensors[static_cast<std::size_t>(u.sensor)].name, u.track);
  }
  if (o.associations.empty()) return kDone;
  const std::string error = write_text_file(o.associations, text);
  if (!error.empty()) complain("error: " + error + "\n");
  return error.empty() ? kDone : kCannotWrite;
}

/// One scan's rows.
template <int D>
void put_scan(const TrackOptions& o, DetectionTracker<D>& tracker, const PlotScan<D>& scan, ResultStream& out,
              Digest& digest, std::vector<TrackEstimate<D>>& estimates, std::vector<TrackAtPlot<D>>& at_plots,
              TrackSummary& summary) {
  const double begin_s = thread_cpu_s();
  if (o.at == "plot") {
    tracker.estimate_at_plots(at_plots);
  } else {
    tracker.estimate(scan.end, estimates);
    at_plots.clear();
    for (const TrackEstimate<D>& e : estimates) at_plots.push_back({scan.end, e});
  }
  summary.cpu_s += thread_cpu_s() - begin_s;
  for (const TrackAtPlot<D>& t : at_plots) {
    append_track(out.text, t.time, t.estimate);
    add_track(digest, t.time, t.estimate);
    ++summary.rows;
  }
}

template <int D>
int track_all(const TrackOptions& o, const DetectionSet& set, const std::vector<ScanRhythm>& rhythms,
              TrackSummary& summary) {
  DetectionScans<D> scans(set, rhythms);
  DetectionTracker<D> tracker(o.settings, set.sensors);
  ResultStream out(o.out);
  out.text = track_header<D>();
  Digest digest;
  PlotScan<D> scan;
  std::vector<TrackEstimate<D>> estimates;
  std::vector<TrackAtPlot<D>> at_plots;
  std::vector<UsedPlot> used;
  Progress progress(std::max<std::size_t>(set.detections.size(), 1), o.quiet, "plots");
  while (scans.next(scan)) {
    const double begin_s = thread_cpu_s();
    tracker.process(scan);
    summary.cpu_s += thread_cpu_s() - begin_s;
    ++summary.scans;
    put_scan(o, tracker, scan, out, digest, estimates, at_plots, summary);
    for (std::size_t i = 0; i < scan.plots.size(); ++i)
      if (tracker.plot_tracks()[i] != 0)
        used.push_back({scan.plots[i].row, tracker.plot_tracks()[i], scan.plots[i].time, scan.sensor});
    progress.show(scans.done());
    if (interrupted() || (out.text.size() >= ResultStream::kLong && !out.flush())) break;
  }
  progress.clear();
  if (interrupted()) {
    complain("Stopped before the end: run it again.\n");
    return kInterrupted;
  }
  summary.plots = set.detections.size();
  summary.firm = tracker.tracks_confirmed();
  summary.begun = tracker.tracks_begun();
  summary.digest = digest.hex();
  for (std::size_t i = 0; i < set.sensors.size(); ++i)
    summary.sensors.push_back(sensor_json(set.sensors[i], rhythms[i], tracker.sensor(static_cast<int>(i))));
  const int written = write_associations(o, set, used, tracker.firm(), summary.used);
  const int finished = out.finish();
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
          {"plots_used", s.used},
          {"scans", s.scans},
          {"firm_tracks", s.firm},
          {"tracks_begun", s.begun},
          {"rows", s.rows},
          {"association", o.settings.association == AssociationMethod::bp ? "bp" : "gnn"},
          {"sensors", s.sensors},
          {"registration", s.registration},
          {"cpu_ms_per_scan", ms_per_scan(s)}};
}

int track(TrackOptions o) {
  if (!read_settings(o)) return kBadInput;
  take_settings_options(declaration_of(o.settings), o.settings_texts);
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
  verb->add_option("--sensors", o->reading.sensors,
                   "Where sensors stand: sensors.csv or params.json; one beside the detections by default");
  verb->add_option("--only", o->reading.only, "Sensors to read; all by default")->delimiter(',');
  verb->add_option("--at", o->at, "Rows at the end of every scan, or at every plot")
      ->check(CLI::IsMember({"scan", "plot"}))
      ->capture_default_str();
  verb->add_option("--associations", o->associations, "CSV file to write: which plots each firm track used");
  verb->add_option("--settings", o->settings_file, "YAML file with the settings below, by the same names");
  add_settings_options(verb, declaration_of(o->settings), o->settings_texts);
  verb->add_flag("--register", o->registered,
                 "Estimate each radar's bias from the targets that it shares with others, and take it off");
  verb->add_flag("--json", o->json, "One JSON object on stdout");
  verb->add_flag("--quiet", o->quiet, "Neither progress nor warnings");
  verb->footer(
      "Example:  cupola track plots.csv --sensors sensors.csv --out tracks.csv\n"
      "          cupola track plots.csv --out tracks.csv --association bp --turn-share 0.5");
  verb->callback([o, &exit_code] {
    if (o->json && o->out == "-") throw CLI::ValidationError("--json", "stdout is taken by --out -");
    exit_code = track(*o);
  });
}

}  // namespace cupola
