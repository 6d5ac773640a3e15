#include "cli/score_print.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/version.hpp"
#include "core/quantity.hpp"
#include "record/interpolate.hpp"

namespace cupola {

namespace {

std::string figure(const std::string& name, const std::string& value, const std::string& meaning) {
  return fmt::format("  {:<26}{:>14}   {}\n", name, value, meaning);
}

std::string metres(double m) { return fmt::format("{:.1f} m", m); }
std::string percent(double share) { return fmt::format("{:.2f} %", 100.0 * share); }

const char* const kNone = "none";

/// Does anything exist that this figure speaks of?
bool any_track(const ScoredTracks& s) { return !s.pair.tracks.states.empty(); }
bool any_tracked(const ScoredTracks& s) { return s.siap.completeness > 0.0; }
bool any_pair(const ScoredTracks& s) {
  return std::ranges::any_of(s.scores.truth_of_state, [](std::int32_t truth) { return truth >= 0; });
}

std::string distance_in_words(const ScoredTracks& s, double order) {
  return fmt::format("c = {}, p = {:g}", format_quantity(s.rules.cutoff_m, Dimension::length), order);
}

std::string siap_text(const ScoredTracks& s) {
  const Siap& siap = s.siap;
  std::string text = fmt::format(
      "\nSIAP: a track is of the nearest truth within {}, {} scans running; over when it is not for {}\n",
      format_quantity(s.siap_rules.threshold_m, Dimension::length), s.siap_rules.pairs_to_confirm,
      s.siap_rules.misses_to_end);
  text += figure("completeness", percent(siap.completeness), "of the truths had a track (best 100 %)");
  text += figure("ambiguity", any_tracked(s) ? fmt::format("{:.4f}", siap.ambiguity) : kNone,
                 "tracks per truth that had one (best 1)");
  text += figure("spuriousness", any_track(s) ? percent(siap.spuriousness) : kNone,
                 "of the tracks were of no truth (best 0)");
  text += figure("positional accuracy", any_tracked(s) ? metres(siap.position_accuracy_m) : kNone,
                 "mean error of the tracks of a truth");
  if (s.pair.tracks.has_velocity)
    text +=
        figure("velocity accuracy",
               any_tracked(s) ? fmt::format("{:.2f} m/s", siap.velocity_accuracy_m_s) : kNone, "likewise");
  text += figure("track number changes",
                 any_tracked(s) ? fmt::format("{:.3g} 1/s", siap.track_changes_per_s) : kNone,
                 "per second of tracked truth (best 0)");
  text += figure("longest track segment", percent(siap.longest_segment),
                 "of the truths' lives, one track's longest time (best 100 %)");
  if (!has_identity(s) || !any_tracked(s)) return text;
  text += figure("identity completeness", percent(s.identity.completeness),
                 "of the tracked truths were called something (best 100 %)");
  text += figure("identity correctness", percent(s.identity.correctness),
                 "by all their tracks what they are (best 100 %)");
  text +=
      figure("identity ambiguity", percent(s.identity.ambiguity), "by their tracks not the same (best 0)");
  return text;
}

nlohmann::ordered_json siap_json(const ScoredTracks& s) {
  const auto share_or_null = [&s](double share) {
    return has_identity(s) && any_tracked(s) ? nlohmann::ordered_json(share) : nlohmann::ordered_json();
  };
  const auto where = [](bool any, double value) {
    return any ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
  };
  return {{"threshold_m", s.siap_rules.threshold_m},
          {"pairs_to_confirm", s.siap_rules.pairs_to_confirm},
          {"misses_to_end", s.siap_rules.misses_to_end},
          {"completeness", s.siap.completeness},
          {"ambiguity", where(any_tracked(s), s.siap.ambiguity)},
          {"spuriousness", where(any_track(s), s.siap.spuriousness)},
          {"position_accuracy_m", where(any_tracked(s), s.siap.position_accuracy_m)},
          {"velocity_accuracy_mps",
           where(s.pair.tracks.has_velocity && any_tracked(s), s.siap.velocity_accuracy_m_s)},
          {"track_changes_per_s", where(any_tracked(s), s.siap.track_changes_per_s)},
          {"longest_segment", s.siap.longest_segment},
          {"id_completeness", share_or_null(s.identity.completeness)},
          {"id_correctness", share_or_null(s.identity.correctness)},
          {"id_ambiguity", share_or_null(s.identity.ambiguity)}};
}

}  // namespace

bool has_identity(const ScoredTracks& s) { return s.pair.truth.has_identity && s.pair.tracks.has_identity; }

std::string scans_in_words(const ScoredTracks& s) {
  const std::vector<Time>& times = s.pair.truth.times;
  if (times.empty()) return "no scan counts";
  std::string text =
      fmt::format("{} scans from {:g} s to {:g} s", times.size(),
                  static_cast<double>(times.front().ns) * 1e-9, static_cast<double>(times.back().ns) * 1e-9);
  if (const Duration step = usual_step(times); step.ns > 0)
    text += fmt::format(", every {:g} s", step.seconds());
  if (s.pair.scans_left_out > 0) text += fmt::format("; {} before them left out", s.pair.scans_left_out);
  if (s.pair.tracks_interpolated) return text + "; truth and tracks read between their rows";
  return text + (s.pair.at_truth_times ? "; at the truth's own times"
                                       : "; at the tracks' times, the truth read between its rows");
}

std::string score_as_text(const ScoredTracks& s) {
  const ScanScores& c = s.scores;
  std::string text =
      fmt::format("{} against the truth {}\n{}\n", s.tracks_file, s.truth_file, scans_in_words(s));
  if (s.pair.rows_without_scan > 0)
    text += fmt::format("{} rows of tracks stand at no scan's time and are not scored\n",
                        s.pair.rows_without_scan);
  text +=
      fmt::format("{:.2f} truths and {:.2f} tracks a scan\n\nMean over these scans\n", c.truths, c.tracks);
  text += figure("OSPA", metres(c.ospa_m), distance_in_words(s, s.rules.ospa_order));
  text += figure("GOSPA", metres(c.gospa_m), distance_in_words(s, s.rules.gospa_order) + ", alpha = 2");
  text += figure("  localisation", any_pair(s) ? metres(c.localisation_m) : kNone,
                 fmt::format("of all pairs of truth and track, the mean of power {:g}", s.rules.gospa_order));
  text += figure("  missed", fmt::format("{:.3f}", c.missed), "truths without a track, a scan");
  text += figure("  false", fmt::format("{:.3f}", c.spurious), "tracks without a truth, a scan");
  text += "\nOver all of them\n";
  text += figure("identity switches", fmt::format("{}", c.switches.size()),
                 "a truth goes on under another track than the last it had");
  text += figure("track purity", any_pair(s) ? percent(c.purity) : kNone,
                 "of the tracks' time on any truth, that on each one's majority truth");
  text += figure("  of their whole life", any_pair(s) ? percent(c.purity_of_life) : kNone,
                 "the same of all their time");
  text += figure("tracks", fmt::format("{}", c.tracks_in_all),
                 fmt::format("of which {} never on a truth", c.tracks_never_on_a_truth));
  return text + siap_text(s) + fmt::format("\ndigest {}\n", s.digest);
}

nlohmann::ordered_json score_as_json(const ScoredTracks& s) {
  const ScanScores& c = s.scores;
  const std::vector<Time>& times = s.pair.truth.times;
  const auto seconds = [](Time t) { return static_cast<double>(t.ns) * 1e-9; };
  const auto or_null = [any = any_pair(s)](double value) {
    return any ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
  };
  return {{"version", version()},
          {"digest", s.digest},
          {"seed", nullptr},  // nothing here is drawn
          {"truth", s.truth_file},
          {"tracks", s.tracks_file},
          {"scans", times.size()},
          {"scans_left_out", s.pair.scans_left_out},
          {"first_scan_s",
           times.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(seconds(times.front()))},
          {"last_scan_s",
           times.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(seconds(times.back()))},
          {"times", s.pair.tracks_interpolated ? "every"
                    : s.pair.at_truth_times    ? "truth"
                                               : "tracks"},
          {"scans_without_truth", s.pair.scans_without_truth},
          {"rows_without_scan", s.pair.rows_without_scan},
          {"cutoff_m", s.rules.cutoff_m},
          {"ospa_order", s.rules.ospa_order},
          {"gospa_order", s.rules.gospa_order},
          {"gospa_alpha", 2},
          {"truths_per_scan", c.truths},
          {"tracks_per_scan", c.tracks},
          {"ospa_m", c.ospa_m},
          {"gospa_m", c.gospa_m},
          {"localisation_m", or_null(c.localisation_m)},
          {"localisation_m_p", c.localisation_m_p},
          {"missed_per_scan", c.missed},
          {"false_per_scan", c.spurious},
          {"identity_switches", c.switches.size()},
          {"purity", or_null(c.purity)},
          {"purity_of_life", or_null(c.purity_of_life)},
          {"tracks_in_all", c.tracks_in_all},
          {"tracks_never_on_a_truth", c.tracks_never_on_a_truth},
          {"siap", siap_json(s)}};
}

std::string scores_by_scan(const ScoredTracks& s) {
  std::string text = "time_s,truths,tracks,ospa_m,gospa_m,localisation_m_p,missed,false,switches\n";
  for (const ScanScore& scan : s.scores.scans)
    text += fmt::format("{:.10g},{},{},{:.12g},{:.12g},{:.12g},{},{},{}\n",
                        static_cast<double>(scan.time.ns) * 1e-9, scan.truths, scan.tracks, scan.ospa_m,
                        scan.gospa_m, scan.localisation_m_p, scan.missed, scan.spurious, scan.switches);
  return text;
}

}  // namespace cupola
