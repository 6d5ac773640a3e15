#include "analysis/validation.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>

namespace cupola {

double Comparison::off() const {
  const double tolerances = std::fabs(got - expected) / tolerance;
  return std::isfinite(tolerances) ? tolerances : std::numeric_limits<double>::infinity();
}

const char* name_of(CaseVerdict verdict) {
  constexpr const char* kNames[] = {"agrees", "misses", "skipped"};
  return kNames[static_cast<int>(verdict)];
}

const std::vector<ValidationCase>& validation_cases() {
  static const std::vector<ValidationCase> all = [] {
    std::vector<ValidationCase> list;
    for (const auto& chapter :
         {detection_cases(), cfar_cases(), radar_equation_cases(), search_cases(), antenna_cases(),
          clutter_cases(), accuracy_cases(), geometry_cases(), line_of_sight_cases(), atmosphere_cases(),
          propagation_cases(), multipath_cases(), diffraction_cases(), terrain_cases(), flight_cases(),
          check_flight_cases(), rocket_cases(), doctrine_cases()})
      list.insert(list.end(), chapter.begin(), chapter.end());
    return list;
  }();
  return all;
}

ValidationResult validate(const ValidationCase& one, const std::string& folder) {
  ValidationResult result;
  const std::string file =
      one.file.empty() ? std::string() : (std::filesystem::path(folder) / one.file).string();
  std::error_code error;
  if (!file.empty() && !std::filesystem::exists(file, error)) return result;
  const bool whole = one.other_file.empty() ||
                     std::filesystem::exists(std::filesystem::path(folder) / one.other_file, error);
  if (!whole) return result;
  Problems problems;
  for (const Comparison& comparison : one.compare(file, problems)) {
    result.missed += comparison.off() > 1.0;
    if (result.compared++ == 0 || comparison.off() > result.worst.off()) result.worst = comparison;
  }
  result.why = problems.text();
  const bool good = problems.empty() && result.compared > 0 && result.missed == 0;
  result.verdict = good ? CaseVerdict::agrees : CaseVerdict::misses;
  return result;
}

std::string reference_folder(const std::string& standard) {
  const char* folder = std::getenv("CUPOLA_REFERENCE_DATA");
  return folder ? folder : standard;
}

}  // namespace cupola
