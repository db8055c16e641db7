// The picture that the server draws, as pixels.

import { page } from "../common/page.js";

/**
 * Hand the picture of a query to the browser, to be saved.
 *
 * @param {string} query
 */
export const savePng = async (query) => {
    const asked = new URLSearchParams(query);
    asked.set("lang", page.lang);
    const answer = await fetch(`api/v1/response.svg?${asked}`);
    const url = URL.createObjectURL(await answer.blob());
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    Object.assign(document.createElement("a"), { download: "cablescope.png", href: canvas.toDataURL("image/png") }).click();
};
