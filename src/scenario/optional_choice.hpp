#pragma once

#include <optional>
#include <string>

#include "catalogue/fields.hpp"
#include "catalogue/names.hpp"

namespace cupola {

/// A choice that a file may leave open.
template <class Enum>
void declare_optional_choice(FieldVisitor& v, const Field& field, std::optional<Enum>& value) {
  const NameList names = names_of(Enum{});
  std::string written = value ? names[static_cast<std::size_t>(*value)] : "";
  v.one_of_texts(field, names, written);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (written == names[i]) value = static_cast<Enum>(i);
}

}  // namespace cupola
