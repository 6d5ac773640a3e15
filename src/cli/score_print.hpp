#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "record/identity_siap.hpp"
#include "record/scan_scores.hpp"
#include "record/siap.hpp"

namespace cupola {

/// A pair of files, scored.
struct ScoredTracks {
  std::string truth_file, tracks_file;
  ScoreRules rules;
  SiapRules siap_rules;
  ScanRules scan_rules;
  StateRows truth_rows, track_rows;  ///< as read
  ScanPair pair;
  ScanScores scores;
  Siap siap;
  IdentitySiap identity;
  std::string digest;
};

std::string score_as_text(const ScoredTracks& scored);
nlohmann::ordered_json score_as_json(const ScoredTracks& scored);
/// A line a scan.
std::string scores_by_scan(const ScoredTracks& scored);

/// Both files say what is what.
bool has_identity(const ScoredTracks& scored);

/// Which scans count, and how truth and tracks came to the same times, in a sentence.
std::string scans_in_words(const ScoredTracks& scored);

}  // namespace cupola
