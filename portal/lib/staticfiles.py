"""Static files with their content's hash in the name, for ever cacheable; ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Rewrites the imports of ES modules too."""

    support_js_module_import_aggregation = True
