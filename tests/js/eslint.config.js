import js from "@eslint/js";
import globals from "globals";

export default [
    { ignores: ["**/*.min.js", "**/node_modules"] },
    js.configs.recommended,
    {
        languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            "consistent-return": "error",
            curly: ["error", "multi-line"],
            eqeqeq: "error",
            "max-len": ["error", { code: 130 }],
            "no-console": "error",
            "no-eval": "error",
            "no-implicit-globals": "error",
            "no-shadow": "error",
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-const": "error",
            "prefer-template": "error",
        },
    },
    { files: ["assets/early.js"], languageOptions: { sourceType: "script" } },
    { files: ["tests/js/**"], languageOptions: { globals: globals.node } },
];
