#include "report/report_json.hpp"

#include <cmath>

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

Json value_of(const ReportCell& cell) {
  if (!cell.number) return cell.text;
  return std::isfinite(*cell.number) ? Json(*cell.number) : Json();
}

struct Writer {
  Json operator()(const Paragraph& p) const { return {{"text", p.text}}; }
  Json operator()(const Items& list) const { return {{"items", list.items}}; }
  Json operator()(const Verbatim& block) const { return {{"verbatim", block.text}}; }
  Json operator()(const ReportFigure& picture) const {
    return {{"figure", picture.name}, {"caption", picture.caption}, {"words", picture.words}};
  }
  Json operator()(const ReportTable& table) const {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
      Json object = Json::object();
      for (std::size_t c = 0; c < row.size(); ++c) object[table.columns[c]] = value_of(row[c]);
      rows.push_back(object);
    }
    return {{"table", table.name}, {"caption", table.caption}, {"rows", rows}};
  }
};

}  // namespace

Json report_as_json(const Report& report) {
  Json object = {{"report", report.kind}, {"title", report.title}, {"subtitle", report.subtitle}};
  for (const auto& [key, value] : report.about) object[key] = value;
  object["sections"] = Json::array();
  for (const ReportSection& section : report.sections) {
    Json blocks = Json::array();
    for (const ReportBlock& block : section.blocks) blocks.push_back(std::visit(Writer(), block));
    object["sections"].push_back({{"name", section.name}, {"title", section.title}, {"blocks", blocks}});
  }
  return object;
}

}  // namespace cupola
