#include "report/report.hpp"

namespace cupola {

std::vector<const ReportFigure*> Report::figures() const {
  std::vector<const ReportFigure*> all;
  for (const ReportSection& section : sections)
    for (const ReportBlock& block : section.blocks)
      if (const auto* picture = std::get_if<ReportFigure>(&block)) all.push_back(picture);
  return all;
}

}  // namespace cupola
