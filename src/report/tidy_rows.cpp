#include "report/tidy_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace cupola {

namespace {

constexpr const char* kEstimates = "measure,text,asked,point";
constexpr const char* kReplicates = "point,replicate,seed,digest";

/// As RFC 4180 has it.
std::string field(const std::string& words) {
  if (words.find_first_of(",\"\r\n") == std::string::npos) return words;
  std::string out = "\"";
  for (const char c : words) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string number(double value) { return std::isfinite(value) ? fmt::format(",{}", value) : ","; }

std::string factor_names(const StoredStudy& study) {
  std::string names;
  for (const FactorFile& factor : study.file.factors) (names += ',') += field(factor.name);
  return names;
}

std::string level_names(const StoredStudy& study, std::size_t point) {
  std::string names;
  for (std::size_t f = 0; f < study.file.factors.size(); ++f)
    (names += ',') += field(study.file.factors[f].levels[study.points[point].levels[f]].name);
  return names;
}

std::string estimate_row(const StoredStudy& study, const PointEstimate& e, bool asked) {
  const StoredMeasure* measure = study.find(e.column);
  std::string row =
      fmt::format("{},{},{},{}{},{},{}", field(e.column), field(measure != nullptr ? measure->text : ""),
                  asked ? "yes" : "no", e.point, level_names(study, e.point), e.replicates, e.played);
  for (const double value : {e.interval.estimate, e.interval.low, e.interval.high})
    row += e.known ? number(value) : ",";
  return row + "\n";
}

}  // namespace

std::string estimate_rows(const StoredStudy& study) {
  std::string rows = kEstimates + factor_names(study) + ",replicates,played,estimate,low,high\n";
  for (const PointEstimate& e : study.answer.estimates) rows += estimate_row(study, e, true);
  const std::vector<std::string>& asked = study.file.measures;
  for (const PointEstimate& e : study.estimates)
    if (std::find(asked.begin(), asked.end(), e.column) == asked.end()) rows += estimate_row(study, e, false);
  return rows;
}

std::string replicate_header(const StoredStudy& study) {
  std::string header = kReplicates + factor_names(study);
  for (const StoredMeasure& measure : study.measures)
    if (measure.part != "ratio") (header += ',') += measure.column;
  return header + "\n";
}

std::string replicate_row(const StoredStudy& study, const StoredRow& row) {
  std::string text = fmt::format("{},{},{},{}{}", row.point, row.replicate, row.seed, row.digest,
                                 level_names(study, row.point));
  for (const double value : row.values) text += number(value);
  return text + "\n";
}

bool is_tidy_csv(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  std::getline(file, line);
  return line.starts_with(kEstimates) || line.starts_with(kReplicates);
}

}  // namespace cupola
