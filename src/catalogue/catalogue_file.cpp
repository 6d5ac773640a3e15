#include "catalogue/catalogue_file.hpp"

#include "catalogue/file_kind.hpp"

namespace cupola {

void declare(FieldVisitor& v, Source& source) {
  v.about("source", "Where figures were published.");
  v.text({"title", "What it is: author or publisher, title, date."}, source.title);
  v.text({"url", "Where to check it.", kOptional}, source.url);
}

void declare(FieldVisitor& v, CatalogueFile& file) {
  v.about("catalogue_file", "A file of the catalogue: one thing, or the sources.");
  v.map({"sources", "Sources by the key that figures cite.", kOptional}, file.sources);
  v.record({"radar", "A radar.", kOptional}, file.radar);
  v.record({"interceptor", "An interceptor.", kOptional}, file.interceptor);
  v.record({"launcher", "A launcher.", kOptional}, file.launcher);
  v.record({"command_post", "A command post.", kOptional}, file.command_post);
  v.record({"platform", "An aircraft, missile, drone or decoy.", kOptional}, file.platform);
  v.record({"doctrine", "How the defence decides.", kOptional}, file.doctrine);
  v.record({"system", "A whole system.", kOptional}, file.system);
  v.record({"ground", "A kind of ground.", kOptional}, file.ground);
  v.record({"passive_sensor", "A sensor that only listens.", kOptional}, file.passive_sensor);
  v.record({"readiness", "How fast a defence gets ready, and how often it fails.", kOptional},
           file.readiness);
  v.record({"data_link", "A data link whose participants send in turn.", kOptional}, file.data_link);
  v.record({"kill_table", "One kill probability by class for all interceptors.", kOptional}, file.kill_table);
  static constexpr const char* kOneOf[] = {
      "sources", "radar",  "interceptor",    "launcher",  "command_post", "platform",  "doctrine",
      "system",  "ground", "passive_sensor", "readiness", "data_link",    "kill_table"};
  v.at_least_one(kOneOf);
}

FileKind catalogue_file_kind() {
  return {"", [](FieldVisitor& v) {
            CatalogueFile file;
            declare(v, file);
          }};
}

}  // namespace cupola
