#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/problem.hpp"

namespace cupola {

/// One number that somebody published, and ours.
struct Comparison {
  std::string of;  ///< which: `Swerling 1, 10 pulses`
  double expected, got, tolerance;

  /// Distance in tolerances: up to 1 agrees; infinite for what is no number.
  double off() const;
};

/// A published table, curve or point that the models must give again. A new one is one entry in the file of
/// its chapter.
struct ValidationCase {
  std::string id;  ///< `detection/required-snr-table`: what stands before the stroke is the chapter
  std::string what, unit;
  std::string source;  ///< who published it
  std::string file;    ///< among the reference data, or their folder; empty: its numbers are built in
  /// All its numbers; `file` with the folder before it. Problems: the file cannot be used.
  std::function<std::vector<Comparison>(const std::string& file, Problems&)> compare;
  std::string other_file = {};  ///< needed too

  std::string chapter() const { return id.substr(0, id.find('/')); }
};

enum class CaseVerdict { agrees, misses, skipped };
const char* name_of(CaseVerdict verdict);

struct ValidationResult {
  CaseVerdict verdict = CaseVerdict::skipped;  ///< skipped: its reference file is not there
  std::size_t compared = 0, missed = 0;
  Comparison worst{};  ///< of those compared, in tolerances
  std::string why;     ///< the file cannot be used: what is wrong
};

/// All cases, by chapter.
const std::vector<ValidationCase>& validation_cases();

/// Holds one case against the models. `folder` is where the reference data lie.
ValidationResult validate(const ValidationCase& one, const std::string& folder);

/// `$CUPOLA_REFERENCE_DATA`, or else `standard`.
std::string reference_folder(const std::string& standard);

// The cases by chapter: cases_*.cpp.
std::vector<ValidationCase> detection_cases();
std::vector<ValidationCase> radar_equation_cases();
std::vector<ValidationCase> accuracy_cases();
std::vector<ValidationCase> antenna_cases();
std::vector<ValidationCase> search_cases();
std::vector<ValidationCase> cfar_cases();
std::vector<ValidationCase> clutter_cases();
std::vector<ValidationCase> geometry_cases();
std::vector<ValidationCase> atmosphere_cases();
std::vector<ValidationCase> propagation_cases();
std::vector<ValidationCase> terrain_cases();
std::vector<ValidationCase> line_of_sight_cases();
std::vector<ValidationCase> multipath_cases();
std::vector<ValidationCase> diffraction_cases();
std::vector<ValidationCase> flight_cases();
std::vector<ValidationCase> check_flight_cases();
std::vector<ValidationCase> rocket_cases();
std::vector<ValidationCase> doctrine_cases();

}  // namespace cupola
