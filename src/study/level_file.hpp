#pragma once

#include <string>
#include <vector>

#include "catalogue/fields.hpp"

namespace cupola {

/// A value of the scenario that a level sets, as `--set PATH=VALUE` does.
struct SettingFile {
  std::string path, value;
};

struct LevelFile {
  std::string name;
  std::vector<SettingFile> set;
};

void declare(FieldVisitor& v, SettingFile& setting);
void declare(FieldVisitor& v, LevelFile& level);

}  // namespace cupola
